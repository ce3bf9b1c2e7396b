using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>Answers 400 with the name of a query parameter that the endpoint does not know.</summary>
public static class UnknownParameters
{
    /// <summary>A query parameter that the handler does not have is refused by name: a filter that is silently ignored gives wrong lists.</summary>
    public static RouteHandlerBuilder RefuseUnknownParameters(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilterFactory(
            (factory, next) =>
            {
                var known = factory.MethodInfo.GetParameters().SelectMany(NamesOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var reason = new[] { $"There is no such parameter; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}." };
                return invocation =>
                    invocation.HttpContext.Request.Query.Keys.Where(name => !known.Contains(name)).ToList() is { Count: > 0 } unknown
                        ? ValueTask.FromResult<object?>(Refuse(unknown.ToDictionary(name => name, _ => reason)))
                        : next(invocation);
            }
        );

    private static IEnumerable<string> NamesOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is null
            ? parameter.GetCustomAttribute<FromQueryAttribute>() is { } query
                ? [query.Name ?? parameter.Name!]
                : []
            : parameter
                .ParameterType.GetProperties()
                .Where(property => property.GetMethod!.IsPublic && property.CanWrite)
                .Select(property =>
                    property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name)
                );

    private static ProblemHttpResult Refuse(Dictionary<string, string[]> errors) => Problems.Unreadable(errors);
}
