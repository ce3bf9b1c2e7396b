using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>One schema for every problem, of what is really sent (<c>ProblemDetailsSetup</c>): the framework knows neither <c>errors</c> nor <c>traceId</c>.</summary>
internal sealed class DocumentedProblems : IOpenApiDocumentTransformer
{
    public const string MediaType = "application/problem+json";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[nameof(ProblemDetails)] = Schema();
        document.Components.Schemas.Remove(nameof(HttpValidationProblemDetails));
        foreach (var content in document.Operations().SelectMany(operation => operation.Answers()))
        {
            if (content.TryGetValue(MediaType, out var media))
            {
                media.Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document);
            }
        }

        return Task.CompletedTask;
    }

    // Open, as RFC 9457 has it: a type of problem may tell more.
    private static OpenApiSchema Schema() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "Why a request was refused or failed (RFC 9457). Some types of problem have members of their own beside these.",
            Required = new HashSet<string> { "type", "title", "status", "instance", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("What kind of problem it is; stays the same from version to version.", "uri"),
                ["title"] = Text("The kind of problem in a sentence for people."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = "The HTTP status.",
                },
                ["detail"] = Text("What to do about it."),
                ["instance"] = Text("The path of the request."),
                ["traceId"] = Text("To quote to an operator."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "Each field, parameter or header at fault, with what is wrong with it.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
        };

    private static OpenApiSchema Text(string meaning, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = meaning,
            Format = format,
        };
}
