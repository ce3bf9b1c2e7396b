using System.Diagnostics.Metrics;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.Reporting.Freshness;

/// <summary>Keeps the metric <c>socialservices.reporting.lag</c> current.</summary>
internal sealed partial class FreshnessWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FreshnessWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private IReadOnlyList<SourceFreshness> sources = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.reporting.lag",
            Measure,
            "s",
            "Time since a source's event log was last known to be in the numbers to its end."
        );
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                sources = await SourceFreshness.ReadAsync(scope.ServiceProvider.GetRequiredService<ReportingDb>(), stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<Measurement<double>> Measure() =>
        sources
            .Where(source => source.CaughtUpAt is not null)
            .Select(source => new Measurement<double>(
                (clock.GetUtcNow() - source.CaughtUpAt!.Value).TotalSeconds,
                new KeyValuePair<string, object?>("source", source.Source)
            ));

    [LoggerMessage(LogLevel.Warning, "The freshness of the facts could not be read: {Reason}")]
    private partial void LogFault(string reason);
}
