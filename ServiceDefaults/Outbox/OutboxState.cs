using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Outbox;

/// <summary>
/// How the relay does: metrics of what waits, and a health check that fails when the relay's loop no longer turns
/// (a dead background service would not end the process by itself). A broker that is away is not a reason to fail.
/// </summary>
internal sealed class OutboxState : IHealthCheck
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(90);

    private readonly TimeProvider clock;
    private (long Waiting, DateTimeOffset? Since) lag;
    private DateTimeOffset beat;

    public OutboxState(TimeProvider clock)
    {
        this.clock = clock;
        beat = clock.GetUtcNow();
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.outbox.waiting",
            () => lag.Waiting,
            "{event}",
            "Committed events that are not yet published."
        );
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.outbox.lag",
            () => lag.Since is { } since ? (clock.GetUtcNow() - since).TotalSeconds : 0,
            "s",
            "Age of the oldest event that is not yet published."
        );
    }

    public void Beat(DateTimeOffset now) => beat = now;

    public void Report((long Waiting, DateTimeOffset? Since) current) => lag = current;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            clock.GetUtcNow() - beat < LongestTurn
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The outbox relay does not run.")
        );
}
