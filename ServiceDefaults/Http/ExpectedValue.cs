using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// What a field or a parameter takes, for whoever sent something else. What was sent is never told: it may be about a person.
/// </summary>
internal static partial class ExpectedValue
{
    public const string Date = "Must be a date as 2026-11-23.";
    public const string Unknown = "Missing or not of the expected form.";

    /// <summary>What the field takes at which the reading of the body failed.</summary>
    /// <param name="path">As System.Text.Json has it: <c>$.parts[1].title</c>.</param>
    /// <param name="endpoint">Whose body it is.</param>
    /// <param name="options">How bodies are read.</param>
    /// <returns>Null when that is not known.</returns>
    public static string? At(string? path, Endpoint? endpoint, JsonSerializerOptions options)
    {
        var type = endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        foreach (Match step in Steps().Matches(path ?? ""))
        {
            type = type is null ? null : Next(options.GetTypeInfo(type), step.Value.Trim('.', '[', ']', '\''));
        }

        return type is null ? null
            : OfValue(type, options) is { } value ? value
            : options.GetTypeInfo(type).Kind switch
            {
                JsonTypeInfoKind.Enumerable => "Must be a list.",
                JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "Must be an object.",
                _ => null,
            };
    }

    /// <summary>What a parameter takes.</summary>
    /// <param name="parameter">Its name in the code.</param>
    /// <param name="endpoint">Whose parameter it is.</param>
    /// <param name="options">How enumerations are written.</param>
    /// <returns>Null when that is not known.</returns>
    public static string? Of(string parameter, Endpoint? endpoint, JsonSerializerOptions options) =>
        ParameterName.Find(parameter, endpoint)?.ParameterType is { } type
            ? type == typeof(IfMatch)
                ? "Must be an ETag as \"5713\", a list of them, or *."
                : OfValue(type.GetElementType() ?? type, options)
            : null;

    private static Type? Next(JsonTypeInfo type, string step) =>
        type.Kind is JsonTypeInfoKind.Object
            ? type.Properties.FirstOrDefault(member => member.Name.Equals(step, StringComparison.OrdinalIgnoreCase))?.PropertyType
            : type.ElementType; // null for a simple value

    private static string? OfValue(Type declared, JsonSerializerOptions options)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            { IsEnum: true } => $"Must be one of: {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(Word))}.",
            _ when type == typeof(string) => "Must be a text.",
            _ when type == typeof(bool) => "Must be true or false.",
            _ when type == typeof(Guid) => "Must be a UUID.",
            _ when type == typeof(DateOnly) => Date,
            _ when type == typeof(TimeOnly) => "Must be a time of day as 09:30:00.",
            _ when type == typeof(DateTimeOffset) => "Must be a date and time as 2026-11-23T09:30:00+05:00.",
            _ when type == typeof(decimal) || type == typeof(double) || type == typeof(float) => "Must be a number.",
            _ when type == typeof(int) => OfWhole(int.MinValue, int.MaxValue),
            _ when type == typeof(long) => OfWhole(long.MinValue, long.MaxValue),
            _ when type == typeof(short) => OfWhole(short.MinValue, short.MaxValue),
            _ when type == typeof(uint) => OfWhole(uint.MinValue, uint.MaxValue),
            _ when type == typeof(byte) => OfWhole(byte.MinValue, byte.MaxValue),
            _ => null,
        };

        string Word(object value) => JsonSerializer.SerializeToElement(value, type, options).ToString();
    }

    private static string OfWhole(long least, long most) =>
        string.Create(CultureInfo.InvariantCulture, $"Must be a whole number, {least} to {most}.");

    [GeneratedRegex(@"\.[^.\[]+|\['.*?'\]|\[[0-9]+\]")]
    private static partial Regex Steps();
}
