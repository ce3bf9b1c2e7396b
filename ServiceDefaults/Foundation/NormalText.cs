using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SocialServices.ServiceDefaults.Foundation;

/// <summary>
/// Texts in Unicode's composed form (NFC) from the moment they come in: "ş" as one letter and as "s" with a mark are the same to people and must be
/// the same to searches, comparisons and unique indexes.
/// </summary>
public static class NormalText
{
    /// <summary>Why a text with U+0000 is refused.</summary>
    public const string Unstorable = "Holds a character that cannot be stored.";

    /// <returns>The text itself when it is composed already. One with half a character stays as it is; what refuses such texts will see it.</returns>
    public static string Of(string text) => IsFine(text) ? text : text.Normalize(NormalizationForm.FormC);

    /// <summary>Composes the texts of a request's address: its query and what its route names.</summary>
    internal static void NormalizeTexts(this HttpRequest request)
    {
        if (request.Query.Any(parameter => parameter.Value.Any(value => !IsFine(value))))
        {
            request.Query = new QueryCollection(
                request.Query.ToDictionary(
                    parameter => parameter.Key,
                    parameter => new StringValues([.. parameter.Value.Select(value => value is null ? null : Of(value))]),
                    StringComparer.OrdinalIgnoreCase
                )
            );
        }

        foreach (var (name, value) in request.RouteValues.Where(value => value.Value is string text && !IsFine(text)).ToList())
        {
            request.RouteValues[name] = Of((string)value!);
        }
    }

    private static bool IsFine(string? text) =>
        text is null || Ascii.IsValid(text) || HasHalves(text) || text.IsNormalized(NormalizationForm.FormC);

    private static bool HasHalves(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Composes every text of a body as it is read, and refuses U+0000: PostgreSQL stores it nowhere, and a sealed text must not smuggle it
    /// through to who prints it.
    /// </summary>
    internal sealed class Converter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() switch
            {
                null => null,
                var text when text.Contains('\0', StringComparison.Ordinal) => throw new JsonException(Unstorable),
                var text => Of(text),
            };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
