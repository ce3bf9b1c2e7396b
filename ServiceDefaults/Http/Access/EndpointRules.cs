using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>
/// The process refuses to serve when an endpoint says neither which scope it needs nor that it is public, when one about people
/// does not say whether a person must act, or when its request is an internal type or has an array of records: <c>AddValidation</c>
/// silently leaves those unvalidated.
/// </summary>
internal sealed class EndpointRules(IEnumerable<EndpointDataSource> sources, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var endpoints = sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Refuse(
            "These endpoints name no scope",
            endpoints.Where(endpoint =>
                endpoint.Metadata.GetMetadata<RequiredScope>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            )
        );
        Refuse(
            "These endpoints are about people and do not say whether a person must act",
            endpoints.Where(endpoint =>
                endpoint.Metadata.GetMetadata<RequiredScope>() is { } required
                && Scopes.IsAboutPeople(required.Name)
                && !required.Name.EndsWith('*') // the gateway's coarse check
                && endpoint.Metadata.GetMetadata<RequiredAssurance>() is null
            )
        );
        Refuse(
            "The requests of these endpoints are internal and would not be validated",
            endpoints.Where(endpoint =>
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { IsPublic: false, IsNestedPublic: false }
            )
        );
        Refuse(
            "The requests of these endpoints have arrays of records, whose members would not be validated; use IReadOnlyList",
            endpoints.Where(endpoint => HasArrayOfRecords(endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, []))
        );
        return Task.CompletedTask;
    }

    private static bool HasArrayOfRecords(Type? type, HashSet<Type> seen) =>
        IsOurs(type)
        && seen.Add(type!)
        && type!
            .GetProperties()
            .Select(property => property.PropertyType)
            .Any(member =>
                (member.IsArray && IsOurs(member.GetElementType()))
                || member.GetGenericArguments().Append(member).Any(part => HasArrayOfRecords(part, seen))
            );

    private static bool IsOurs(Type? type) =>
        type is { IsEnum: false, Namespace: { } space } && space.StartsWith("SocialServices.", StringComparison.Ordinal);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Refuse(string reason, IEnumerable<RouteEndpoint> endpoints)
    {
        var names = string.Join(", ", endpoints.Select(endpoint => endpoint.DisplayName).Distinct());
        if (names.Length > 0)
        {
            lifetime.StopApplication();
            throw new InvalidOperationException($"{reason}: {names}");
        }
    }
}
