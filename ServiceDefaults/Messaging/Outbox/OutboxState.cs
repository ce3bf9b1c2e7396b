using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Outbox;

/// <summary>
/// How the relay does: metrics of what waits and what is parked, and a health check that fails when the relay's loop no
/// longer turns (a dead background service would not end the process by itself) or when an event is parked. A broker that
/// is away is not a reason to fail.
/// </summary>
internal sealed class OutboxState : IHealthCheck
{
    private const int LargeBacklog = 1000;
    private static readonly TimeSpan MaxTurn = TimeSpan.FromSeconds(90);
    public static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportLargeEvery = TimeSpan.FromSeconds(5);

    private readonly TimeProvider clock;
    private (long Waiting, DateTimeOffset? Since) lag;
    private IReadOnlyList<OutboxParking.ParkedType> parked = [];
    private DateTimeOffset beat;
    private long? reported;

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
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.outbox.parked",
            () => parked.Select(type => new Measurement<long>(type.Count, new KeyValuePair<string, object?>("type", type.Type))),
            "{event}",
            "Committed events that this version cannot send, by type."
        );
    }

    public void Beat(DateTimeOffset now) => beat = now;

    /// <summary>Counts what waits and what is parked; not each turn, because it takes as long as to publish an event.</summary>
    /// <returns>False, and nothing is counted, when the last count was a moment ago.</returns>
    public async Task<bool> TryReportAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var every = lag.Waiting > LargeBacklog ? ReportLargeEvery : ReportEvery;
        if (reported is { } last && Stopwatch.GetElapsedTime(last) < every)
        {
            return false;
        }

        lag = await OutboxStore.LagAsync(connection, cancellationToken);
        parked = await OutboxParking.CountAsync(connection, cancellationToken);
        reported = Stopwatch.GetTimestamp();
        return true;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (clock.GetUtcNow() - beat >= MaxTurn)
        {
            return Task.FromResult(HealthReasons.Of(HealthStatus.Unhealthy, "The outbox relay does not run."));
        }

        var types = parked;
        return Task.FromResult(
            types.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthReasons.Of(
                    HealthStatus.Unhealthy,
                    $"The outbox holds parked events: {string.Join(", ", types.Select(type => $"{type.Count} of {type.Type}"))}. See --errors."
                )
        );
    }
}
