using System.Text.Json;
using System.Text.Json.Serialization;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.ServiceDefaults.Foundation;

/// <summary>Times of requests: one without an offset is Ashgabat's, wherever the process runs.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && Ashgabat.TryRead(reader.GetString()!, out var instant)
            ? instant
            : throw new JsonException("The value could not be converted to a time.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
