using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>What every operation has in common: named and described parameters, and the problems that it may answer with.</summary>
internal sealed class DocumentedOperations : IOpenApiOperationTransformer
{
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

        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequiredAssurance>().LastOrDefault() is { Minimum: > Assurance.System } person)
        {
            operation.Description =
                $"{operation.Description} Needs an acting person, with the assurance `{person.Minimum.ToString().ToLowerInvariant()}`.".TrimStart();
        }

        operation.Responses ??= [];
        var secured = metadata.OfType<RequiredScope>().Any();
        var paged = context.Description.ParameterDescriptions.Any(parameter =>
            InfoOf(parameter)?.Member.DeclaringType == typeof(PageRequest)
        );
        var idempotent = metadata.OfType<IdempotentEndpoint>().Any();
        (string Status, bool Happens)[] common =
        [
            ("400", true), // any request may have a query parameter that is not known
            ("401", secured),
            ("403", secured),
            ("422", paged || idempotent), // PageRequest.Unknown, IdempotentEndpoint.KeyReused
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

        var examples = new ProblemExamples(
            context.Description.RelativePath,
            operation.RequestBody?.Content?.ContainsKey("application/json") is true
                || context.Description.ParameterDescriptions.Any(parameter => HasRules(InfoOf(parameter))),
            idempotent,
            metadata.OfType<RequiredScope>().LastOrDefault(),
            metadata.OfType<RequiredAssurance>().LastOrDefault()?.Minimum ?? Assurance.System
        );
        foreach (var (status, response) in operation.Responses)
        {
            if (response is OpenApiResponse own)
            {
                examples.Describe(status, own);
            }
        }

        return Task.CompletedTask;
    }

    private static bool HasRules(ParameterInfo? parameter) =>
        parameter?.GetCustomAttributes(inherit: true).OfType<ValidationAttribute>().Any() is true;

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
