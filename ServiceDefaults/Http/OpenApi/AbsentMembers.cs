using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>
/// Answers leave out what is null (<see cref="Json"/>): no such member is required in them. In requests every member without
/// default is, even one that may be null, so a schema that both have must not have such a member: the document fails, and with
/// it the test that reads the document.
/// </summary>
internal sealed class AbsentMembers : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var requests = Reached(
            document,
            document.Operations().Select(operation => operation.RequestBody?.Content).OfType<IDictionary<string, OpenApiMediaType>>()
        );
        foreach (var (schema, name) in Reached(document, document.Operations().SelectMany(operation => operation.Answers())))
        {
            var absent =
                schema
                    .Properties?.Where(property => schema.Required?.Contains(property.Key) is true && MayBeNull(property.Value))
                    .Select(property => property.Key)
                    .ToList()
                ?? [];
            if (absent.Count > 0 && requests.ContainsKey(schema))
            {
                throw new InvalidOperationException(
                    $"{name} is sent and answered, and may lack {string.Join(", ", absent)} only when answered. Give each a default."
                );
            }

            schema.Required?.ExceptWith(absent);
        }

        return Task.CompletedTask;
    }

    private static Dictionary<OpenApiSchema, string> Reached(
        OpenApiDocument document,
        IEnumerable<IDictionary<string, OpenApiMediaType>> contents
    )
    {
        var reached = new Dictionary<OpenApiSchema, string>(ReferenceEqualityComparer.Instance);
        foreach (var media in contents.SelectMany(content => content.Values))
        {
            Reach(media.Schema, "a body");
        }

        return reached;

        void Reach(IOpenApiSchema? schema, string name)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                Reach(document.Components!.Schemas![id], id);
            }
            else if (schema is OpenApiSchema own && reached.TryAdd(own, name))
            {
                foreach (
                    var part in new[] { own.Properties?.Values, own.OneOf, own.AnyOf, own.AllOf }
                        .SelectMany(parts => parts ?? [])
                        .Append(own.Items)
                        .Append(own.AdditionalProperties)
                )
                {
                    Reach(part, name);
                }
            }
        }
    }

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema is OpenApiSchema own && (own.Type?.HasFlag(JsonSchemaType.Null) is true || own.OneOf?.Any(MayBeNull) is true);
}
