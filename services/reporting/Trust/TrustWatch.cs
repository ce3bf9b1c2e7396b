using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.Reporting.Trust;

/// <summary>What <c>GET …/trust</c> says of the data, as metrics <c>socialservices.reporting.data.*</c>.</summary>
internal sealed partial class TrustWatch(
    IServiceScopeFactory scopes,
    IOptions<TrustOptions> options,
    TimeProvider clock,
    ILogger<TrustWatch> logger
) : BackgroundService
{
    private DataQuality? quality;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var meter = SocialServicesTelemetry.Meter;
        meter.CreateObservableGauge(
            "socialservices.reporting.data.missing",
            () =>
                (quality?.Unknown ?? new Dictionary<string, int>()).Select(one => new Measurement<int>(
                    one.Value,
                    new KeyValuePair<string, object?>("dimension", one.Key)
                )),
            "%",
            "Facts whose value in a dimension is not known."
        );
        Count("unknown_codes", "Codes that no register has.", found => found.UnknownCodes.Count);
        Count("outliers", "Indicators whose last month lies far from the twelve before it.", found => found.Outliers.Count);
        Count("unused", "Indicators that nothing was counted for in a year.", found => found.Unused.Count);
        Count("late", "Percent of the facts that became known after more than 30 days.", found => found.Late);

        using var timer = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var services = scope.ServiceProvider;
                quality = await DataQuality.ReadAsync(
                    services.GetRequiredService<ReportingDb>(),
                    services.GetRequiredService<IndicatorCatalogue>(),
                    services.GetRequiredService<Counter>(),
                    Ashgabat.Day(clock.GetUtcNow()),
                    stoppingToken
                );
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));

        void Count(string name, string description, Func<DataQuality, int> value) =>
            meter.CreateObservableGauge(
                $"socialservices.reporting.data.{name}",
                () => quality is { } found ? [new Measurement<int>(value(found))] : Array.Empty<Measurement<int>>(),
                description: description
            );
    }

    [LoggerMessage(LogLevel.Warning, "The quality of the facts could not be read: {Reason}")]
    private partial void LogFault(string reason);
}
