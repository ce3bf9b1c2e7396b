using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
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
    private static readonly TimeSpan MaxFirstDelay = TimeSpan.FromSeconds(30);
    internal const long Lock = 0x7472757374; // "trust"
    private DataQuality? quality;

    private TimeSpan FirstTurnWithin => options.Value.Every < MaxFirstDelay ? options.Value.Every : MaxFirstDelay;

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

        // Replicas that start together do not compute together.
        var firstDelay = RandomNumberGenerator.GetInt32((int)FirstTurnWithin.TotalMilliseconds);
        await Task.Delay(TimeSpan.FromMilliseconds(firstDelay), clock, stoppingToken);
        using var timer = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            try
            {
                await TakeTurnAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));

        void Count(string name, string description, Func<DataQuality, int> value) =>
            meter.CreateObservableGauge(
                $"socialservices.reporting.data.{name}",
                () => quality is { } found ? [new Measurement<int>(value(found))] : Array.Empty<Measurement<int>>(),
                description: description
            );
    }

    /// <returns>False when another replica computes: this one keeps what it knows until its next turn.</returns>
    internal async Task<bool> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<ReportingDb>();

        await using var turn = await SessionLock.TryAsync(db, Lock, cancellationToken); // no transaction stays open while much is read
        if (turn is null)
        {
            return false;
        }

        quality = await DataQuality.ReadAsync(
            db,
            services.GetRequiredService<IndicatorCatalogue>(),
            services.GetRequiredService<Counter>(),
            Ashgabat.Day(clock.GetUtcNow()),
            cancellationToken
        );
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The quality of the facts could not be read; the next turn tries again")]
    private partial void LogFault(Exception fault);
}
