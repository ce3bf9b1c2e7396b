using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Metrics <c>socialservices.referrals.open</c> (by status) and <c>socialservices.referrals.overdue</c>, counted every half minute.
/// </summary>
internal sealed partial class ReferralGauges(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReferralGauges> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private IReadOnlyList<Measurement<long>> open = [];
    private long overdue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.referrals.open",
            () => open,
            "{referral}",
            "Referrals that are not closed, by status."
        );
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.referrals.overdue",
            () => overdue,
            "{referral}",
            "Referrals past their deadline for which help has not begun."
        );
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await CountAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var referrals = scope.ServiceProvider.GetRequiredService<ReferralsDb>().Referrals;
        var counts = await referrals
            .Where(r => ReferralLifeCycle.Open.Contains(r.Status))
            .GroupBy(r => r.Status)
            .Select(group => new { Status = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.Status, row => row.Count, cancellationToken);
        open =
        [
            .. ReferralLifeCycle.Open.Select(status => new Measurement<long>(
                counts.GetValueOrDefault(status),
                new KeyValuePair<string, object?>("status", Words.Of(status))
            )),
        ];

        var now = clock.GetUtcNow();
        overdue = await referrals.LongCountAsync(
            r => r.Deadline < now && ReferralLifeCycle.AwaitingHelp.Contains(r.Status),
            cancellationToken
        );
    }

    [LoggerMessage(LogLevel.Warning, "Referrals could not be counted; the next turn tries again")]
    private partial void LogFault(Exception fault);
}
