using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>Texts and times: what a converter of our own reads (<see cref="Json"/>) the framework does not describe at all.</summary>
internal sealed class DocumentedValues : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        switch (Nullable.GetUnderlyingType(type) ?? type)
        {
            case var text when text == typeof(string):
                schema.Type ??= TypeOf(context);
                break;
            case var instant when instant == typeof(DateTimeOffset):
                schema.Type ??= TypeOf(context);
                schema.Format = "date-time";
                break;
            case var time when time == typeof(TimeOnly):
                schema.Format = "time-local"; // "time" is one with an offset (RFC 3339)
                break;
        }

        return Task.CompletedTask;
    }

    private static JsonSchemaType TypeOf(OpenApiSchemaTransformerContext context) =>
        context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
}
