using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// The query parameters that each endpoint declares, as they are documented. A parameter that no one declares is refused by its name: a misspelt
/// filter that is ignored would answer everything.
/// </summary>
internal sealed class QueryParameters(IApiDescriptionGroupCollectionProvider descriptions)
{
    private readonly Lazy<FrozenDictionary<(string Method, string Path), string[]>> declared = new(() => Read(descriptions));

    /// <returns>Null when the endpoint is not part of the documented API, or has rules of its own.</returns>
    public IReadOnlyList<string>? Of(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<OwnQueryRules>() is null
            ? declared.Value.GetValueOrDefault((MethodOf(http.Request), PathOf(endpoint.RoutePattern.RawText)))
            : null;

    private static string MethodOf(HttpRequest request) =>
        HttpMethods.IsHead(request.Method) ? HttpMethods.Get : HttpMethods.GetCanonicalizedValue(request.Method);

    private static string PathOf(string? pattern) => pattern?.Trim('/') ?? "";

    private static FrozenDictionary<(string, string), string[]> Read(IApiDescriptionGroupCollectionProvider descriptions) =>
        descriptions
            .ApiDescriptionGroups.Items.SelectMany(group => group.Items)
            .Where(operation => operation.HttpMethod is not null)
            .GroupBy(operation => (operation.HttpMethod!, PathOf(operation.RelativePath)))
            .ToFrozenDictionary(
                same => same.Key,
                same =>
                    same.SelectMany(operation => operation.ParameterDescriptions)
                        .Where(parameter => parameter.Source == BindingSource.Query)
                        .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name))
                        .Distinct()
                        .ToArray()
            );
}

/// <summary>Marks an endpoint that decides by itself about parameters that it does not know.</summary>
internal sealed record OwnQueryRules;

/// <summary>Refuses query parameters that an endpoint does not know.</summary>
public static class QueryRules
{
    /// <summary>
    /// Unknown query parameters are this endpoint's own affair: the protocol that it speaks demands to ignore them (OAuth), or it refuses them
    /// together with all else that is wrong with the request.
    /// </summary>
    public static TBuilder WithOwnQueryRules<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OwnQueryRules());
}
