using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.Registry.Reservations;

/// <summary>Runs <see cref="ExpireHolds"/> now and then, and keeps the metric <c>socialservices.registry.capacity</c> current.</summary>
internal sealed partial class LedgerWatch(
    IServiceScopeFactory scopes,
    IOptions<LedgerOptions> options,
    TimeProvider clock,
    ILogger<LedgerWatch> logger
) : BackgroundService
{
    private IReadOnlyList<Measurement<long>> capacity = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Every replica reports the same numbers: take the maximum over replicas, not the sum.
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.registry.capacity",
            () => capacity,
            "{person}",
            "Capacity of all sites that are not closed, by state (total, held, taken, free)."
        );
        using var timer = new PeriodicTimer(options.Value.ExpireEvery, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                while (await scope.ServiceProvider.GetRequiredService<ExpireHolds>().HandleAsync(stoppingToken)) { }

                capacity = await CountAsync(scope.ServiceProvider.GetRequiredService<RegistryDb>(), stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static async Task<IReadOnlyList<Measurement<long>>> CountAsync(RegistryDb db, CancellationToken cancellationToken)
    {
        var sum = await db
            .Sites.Where(s => s.Status != SiteStatus.Closed)
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Total = all.Sum(s => (long)s.Total),
                Held = all.Sum(s => (long)s.Held),
                Taken = all.Sum(s => (long)s.Taken),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return sum is null
            ? []
            : [Of(sum.Total, "total"), Of(sum.Held, "held"), Of(sum.Taken, "taken"), Of(sum.Total - sum.Held - sum.Taken, "free")];
    }

    private static Measurement<long> Of(long value, string state) => new(value, new KeyValuePair<string, object?>("state", state));

    [LoggerMessage(LogLevel.Error, "Expired holds could not be released; the next round tries again")]
    private partial void LogFault(Exception fault);
}
