using System.Data;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Releases;

/// <summary>Makes releases whose cut-off has come, one after the other on one replica, and publishes those whose day has come.</summary>
internal sealed partial class ReleaseWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReleaseWorker> logger)
    : BackgroundService
{
    private const long Lock = 0x72656c65617365; // "release"
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await MakeNextAsync(stoppingToken)) { }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault);
            }
        }
    }

    /// <returns>False when nothing is due.</returns>
    private async Task<bool> MakeNextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({Lock}) as \"Value\"").SingleAsync(cancellationToken))
        {
            return false;
        }

        var due = await db
            .Releases.Where(r =>
                (r.Status == ReleaseStatus.Scheduled && r.CutOff <= now) || (r.Status == ReleaseStatus.Certified && r.PublishAt <= now)
            )
            .OrderBy(r => r.Number)
            .ThenBy(r => r.Revision)
            .FirstOrDefaultAsync(cancellationToken);
        if (due is null)
        {
            return false;
        }

        if (due.Status is ReleaseStatus.Scheduled)
        {
            await scope.ServiceProvider.GetRequiredService<ReleaseMaker>().MakeAsync(due, cancellationToken);
        }

        due.TryPublish(clock.GetUtcNow());
        db.Audit($"release became {due.Status.ToString().ToLowerInvariant()}", $"release/{due.Name}", due.RefusedBecause);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogMade(due.Number, due.Revision, due.Status);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Release {Number}.{Revision} is {Status}")]
    private partial void LogMade(int number, int revision, ReleaseStatus status);

    [LoggerMessage(LogLevel.Error, "A release could not be made; the next round tries again")]
    private partial void LogFault(Exception fault);
}
