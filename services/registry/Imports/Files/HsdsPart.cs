using System.Text.Json;
using System.Text.Json.Serialization;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Makes of a part of a JSON file what HSDS has there, or says which of its members is something else: that is one row's fault, not the file's.</summary>
internal static class HsdsPart
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    /// <param name="part">Of the file.</param>
    /// <param name="path">Where it stands in its record, as JSON path.</param>
    /// <param name="fault">Why it cannot be read; null when it can.</param>
    public static T? Read<T>(JsonElement part, string path, out Refusal? fault)
        where T : class
    {
        try
        {
            var read = part.Deserialize<T>(Options);
            fault = read is null ? new Refusal(RawRow.WholeRow, "There is nothing.", null) : null;
            return read;
        }
        catch (JsonException wrong)
        {
            fault = Fault(part, path, wrong.Path ?? "$");
            return null;
        }
    }

    /// <param name="record">Of the file; what is no object has no members.</param>
    /// <param name="name">Of a member.</param>
    /// <param name="fault">Why it cannot be read; null when it can, or is not there.</param>
    public static IReadOnlyList<JsonElement> List(JsonElement record, string name, out Refusal? fault)
    {
        fault = null;
        if (Member(record, name) is not { ValueKind: not JsonValueKind.Null } list)
        {
            return [];
        }

        if (list.ValueKind is JsonValueKind.Array)
        {
            return [.. list.EnumerateArray()];
        }

        fault = Fault(record, "$", $"$.{name}");
        return [];
    }

    /// <returns>Null when there is nothing.</returns>
    public static string? Text(JsonElement? value)
    {
        try
        {
            return value?.ToString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException) // half an escape is no text
        {
            return value!.Value.GetRawText();
        }
    }

    public static JsonElement? Member(JsonElement record, string name)
    {
        if (record.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in record.EnumerateObject())
            {
                if (IsNamed(member, name))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    // A name that holds half an escape is none of ours; to compare it throws.
    private static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Refusal Fault(JsonElement part, string path, string below)
    {
        var at = (JsonElement?)part;
        foreach (var step in below.Split('.', '[').Skip(1))
        {
            at =
                at is not { } upper ? null
                : step is [.. var digits, ']'] && int.TryParse(digits, out var index)
                    ? upper.EnumerateArray().Cast<JsonElement?>().ElementAtOrDefault(index)
                : Member(upper, step);
        }

        var text = at?.GetRawText();
        return new Refusal(
            RawRow.WholeRow,
            $"{path}{below[1..]} is not what HSDS has there.",
            text is ['"', .. var inner, '"'] ? inner : text
        );
    }
}
