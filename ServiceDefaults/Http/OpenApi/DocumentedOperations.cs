using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>What every operation has in common: named and described parameters, and the problems that it may answer with.</summary>
internal sealed class DocumentedOperations : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, (string Meaning, string Type, string Title)> Problems = new()
    {
        ["400"] = ("The request cannot be read; `errors` names the field.", ProblemTypes.MalformedRequest, "The request cannot be read."),
        ["401"] = ("No valid access token.", ProblemTypes.Unauthenticated, "An access token is needed."),
        ["403"] = (
            "The token lacks the scope, a person must act, or the record belongs to another organization.",
            ProblemTypes.Forbidden,
            "You may not do this."
        ),
        ["404"] = ("There is no such record, or it is not for you to see.", ProblemTypes.NotFound, "The record was not found."),
        ["409"] = ("The record is in a state that does not allow it.", ProblemTypes.Conflict, "The record does not allow this now."),
        ["412"] = (
            "The record has changed since it was read; nothing was changed.",
            ProblemTypes.Stale,
            "The record has changed since you read it."
        ),
        ["422"] = (
            "A field's value makes no sense here; `errors` names the field. Nothing was changed.",
            ProblemTypes.InvalidFields,
            "Some fields are not valid."
        ),
        ["428"] = ("The write needs `If-Match`.", ProblemTypes.PreconditionRequired, "If-Match is required."),
        ["503"] = (
            "A peer does not answer just now; try again with the same `Idempotency-Key`.",
            ProblemTypes.PeerUnavailable,
            "A peer does not answer just now."
        ),
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var described = context.Description.ParameterDescriptions.FirstOrDefault(p => p.Name == parameter.Name);
            parameter.Description ??= DescriptionOf(described, parameter.Name);
            if (parameter.In is ParameterLocation.Query)
            {
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            }
        }

        if (
            context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredAssurance>().LastOrDefault() is
            { Minimum: > Assurance.System } person
        )
        {
            operation.Description =
                $"{operation.Description} Needs an acting person, with the assurance `{person.Minimum.ToString().ToLowerInvariant()}`.".TrimStart();
        }

        operation.Responses ??= [];
        var secured = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().Any();
        var paged = context.Description.ParameterDescriptions.Any(parameter =>
            InfoOf(parameter)?.Member.DeclaringType == typeof(PageRequest)
        );
        (string Status, bool Happens)[] common =
        [
            ("400", true), // any request may have a query parameter that is not known
            ("401", secured),
            ("403", secured),
            ("422", paged), // PageRequest.Unknown
        ];
        foreach (var (status, _) in common.Where(answer => answer.Happens && !operation.Responses.ContainsKey(answer.Status)))
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Content = new Dictionary<string, OpenApiMediaType> { [DocumentedProblems.MediaType] = new() },
            };
        }

        // A page beside the JSON of the same record has that record's type to the framework.
        foreach (
            var (_, page) in operation
                .Answers()
                .SelectMany(content => content)
                .Where(media => media.Key.StartsWith("text/", StringComparison.Ordinal))
        )
        {
            page.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        }

        foreach (var (status, response) in operation.Responses)
        {
            if (Problems.TryGetValue(status, out var known) && response is OpenApiResponse own)
            {
                own.Description = known.Meaning;
                if (own.Content?.TryGetValue(DocumentedProblems.MediaType, out var media) is true && media.Example is null)
                {
                    media.Example = ExampleOf(
                        int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
                        known.Type,
                        known.Title,
                        context.Description.RelativePath
                    );
                }
            }
        }

        return Task.CompletedTask;
    }

    private static JsonObject ExampleOf(int status, string type, string title, string? path)
    {
        var example = new JsonObject
        {
            ["type"] = type,
            ["title"] = title,
            ["status"] = status,
            ["instance"] = $"/{path}",
            ["traceId"] = "0af7651916cd43dd8448eb211c80319c",
        };
        if (status is StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity)
        {
            example["errors"] = new JsonObject { ["place"] = new JsonArray("No place has this code today.") };
        }

        return example;
    }

    private static ParameterInfo? InfoOf(ApiParameterDescription? parameter) =>
        (parameter?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo;

    private static string? DescriptionOf(ApiParameterDescription? parameter, string? name)
    {
        var info = InfoOf(parameter);
        return (
                info?.Member as PropertyInfo is { } property ? XmlDocumentation.Of(property)
                : info is null ? null
                : XmlDocumentation.Of(info)
            )
            ?? name switch
            {
                "id" => "The record.",
                "code" => "The record's code.",
                "bom" => "true: begin with a byte order mark, without which Excel misreads Turkmen and Russian letters.",
                "key" => "The record's id or code.",
                _ => null,
            };
    }
}
