using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>
/// Gives every schema the words of its type's comments, and the example of its <c>example</c> element to wherever it is sent or
/// answered. An example that its type would not take fails the document, and with it the test that reads the document.
/// </summary>
internal sealed class DocumentedSchemas : IOpenApiDocumentTransformer
{
    private const string MediaType = "application/json";

    private readonly ConcurrentDictionary<string, Type> types = new();

    /// <summary>Remembers which type a schema describes.</summary>
    public string NameOf(Type type, string usual)
    {
        var name = SchemaName.Of(type, usual);
        types.TryAdd(name, type);
        return name;
    }

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        // Answers leave out what is null, so an example may too.
        var options = new JsonSerializerOptions(
            context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions
        )
        {
            RespectRequiredConstructorParameters = false,
        };
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (schema is OpenApiSchema described && types.TryGetValue(name, out var type))
            {
                Describe(described, Nullable.GetUnderlyingType(type) ?? type, options);
            }
        }

        foreach (var operation in document.Operations())
        {
            var contents = (operation.Responses ?? [])
                .Where(response => response.Key.StartsWith('2'))
                .Select(response => response.Value.Content)
                .Append(operation.RequestBody?.Content);
            foreach (var content in contents)
            {
                if (content?.TryGetValue(MediaType, out var media) is true && media.Example is null)
                {
                    media.Example = ExampleOf(media.Schema, options);
                }
            }
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema, Type type, JsonSerializerOptions options)
    {
        if (type.IsEnum)
        {
            schema.Description ??= string.Join(
                ' ',
                new[] { XmlDocumentation.Of(type) }
                    .Concat(
                        type.GetFields(BindingFlags.Public | BindingFlags.Static)
                            .Where(value => XmlDocumentation.Of(value) is not null)
                            .Select(value => $"`{JsonNamingPolicy.KebabCaseLower.ConvertName(value.Name)}`: {XmlDocumentation.Of(value)}")
                    )
                    .OfType<string>()
            )
                is { Length: > 0 } text
                ? text
                : null;
            return;
        }

        schema.Description ??= XmlDocumentation.Of(type);
        if (ExampleOf(type, options) is { } example)
        {
            schema.Examples = [example];
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name =
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (schema.Properties?.TryGetValue(name, out var described) is true)
            {
                described.Description ??= XmlDocumentation.Of(property);
            }
        }
    }

    private JsonNode? ExampleOf(IOpenApiSchema? schema, JsonSerializerOptions options) =>
        schema switch
        {
            OpenApiSchemaReference { Reference.Id: { } id } when types.TryGetValue(id, out var type) => ExampleOf(type, options),
            OpenApiSchema { OneOf: [_, { } value] } => ExampleOf(value, options), // null or a value: a body that may be absent
            OpenApiSchema { Items: { } items } => ExampleOf(items, options) is { } item ? new JsonArray(item) : null,
            _ => null,
        };

    private static JsonNode? ExampleOf(Type type, JsonSerializerOptions options)
    {
        var text = XmlDocumentation.ExampleOf(type);
        if (
            type.IsGenericType
            && type.GetGenericArguments() is [var item]
            && ExampleOf(item, options) is { } one
            && type.GetProperties().FirstOrDefault(property => property.PropertyType == typeof(IReadOnlyList<>).MakeGenericType(item))
                is { } list
        )
        {
            var page = text is null ? [] : JsonNode.Parse(text)!.AsObject();
            page[JsonNamingPolicy.CamelCase.ConvertName(list.Name)] = new JsonArray(one);
            return page;
        }

        if (text is null)
        {
            return null;
        }

        JsonSerializer.Deserialize(text, type, options);
        return JsonNode.Parse(text);
    }
}
