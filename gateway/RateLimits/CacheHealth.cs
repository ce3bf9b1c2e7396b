using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace SocialServices.Gateway.RateLimits;

/// <summary>Degraded, not unhealthy, while Redis is away: the gateway still does its work.</summary>
internal sealed class CacheHealth(Lazy<Task<IConnectionMultiplexer>> redis) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            redis.Value is { IsCompletedSuccessfully: true, Result.IsConnected: true }
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded("Rate limits are not applied.")
        );
}
