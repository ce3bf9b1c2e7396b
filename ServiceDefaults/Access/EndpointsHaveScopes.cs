using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>The process refuses to serve when an endpoint says neither which scope it needs nor that it is public.</summary>
internal sealed class EndpointsHaveScopes(IEnumerable<EndpointDataSource> sources, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var silent = sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .Distinct()
            .ToList();
        if (silent.Count > 0)
        {
            lifetime.StopApplication();
            throw new InvalidOperationException($"These endpoints name no scope: {string.Join(", ", silent)}");
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
