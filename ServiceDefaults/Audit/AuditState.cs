using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>
/// How the keeper does: metrics of what waits, and a health check that fails when its loop no longer turns, and warns when
/// what it does has failed for minutes.
/// </summary>
internal sealed class AuditState : IHealthCheck
{
    private static readonly TimeSpan MaxTurn = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan MaxFailing = TimeSpan.FromMinutes(2);

    private readonly TimeProvider clock;
    private (long Waiting, DateTimeOffset? Since) lag;
    private long turnedAt;
    private long keptAt;

    public AuditState(TimeProvider clock)
    {
        this.clock = clock;
        turnedAt = keptAt = clock.GetTimestamp();
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.audit.unchained",
            () => lag.Waiting,
            "{entry}",
            "Audit entries that are not yet in the chain."
        );
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.audit.lag",
            () => lag.Since is { } since ? (clock.GetUtcNow() - since).TotalSeconds : 0,
            "s",
            "Age of the oldest audit entry that is not yet in the chain."
        );
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.audit.failing",
            () => clock.GetElapsedTime(keptAt).TotalSeconds,
            "s",
            "Time since the chain was last kept and anchored without a fault, by this replica or another."
        );
    }

    /// <summary>The loop has turned, whatever came of it.</summary>
    public void Turned() => turnedAt = clock.GetTimestamp();

    /// <summary>It has turned without a fault.</summary>
    public void Kept((long Waiting, DateTimeOffset? Since) current)
    {
        lag = current;
        turnedAt = keptAt = clock.GetTimestamp();
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            clock.GetElapsedTime(turnedAt) > MaxTurn ? HealthCheckResult.Unhealthy("The keeper of the audit chain does not run.")
            : clock.GetElapsedTime(keptAt) > MaxFailing ? HealthCheckResult.Degraded("The audit log cannot be chained or anchored.")
            : HealthCheckResult.Healthy()
        );
}
