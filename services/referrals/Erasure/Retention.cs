using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Referrals.Data;

namespace SocialServices.Referrals.Erasure;

/// <summary>
/// Erases, once an hour, the people whose last case was closed before the time that records are kept. In every replica: who comes second
/// finds the person erased.
/// </summary>
internal sealed partial class Retention(
    IServiceScopeFactory scopes,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    ILogger<Retention> logger
) : BackgroundService
{
    private const int MaxAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EraseExpiredAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    /// <returns>How many people were erased.</returns>
    internal async Task<int> EraseExpiredAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddYears(-options.Value.Years);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReferralsDb>();
        var people = await db
            .ServiceUsers.Where(u => u.MergedInto == null && u.ErasedAt == null && u.LegalHold == null && u.CreatedAt < before)
            .Where(u =>
                !db.Cases.Any(c =>
                    (c.ClosedAt == null || c.ClosedAt >= before)
                    && db.ServiceUsers.Any(one => one.Id == c.ServiceUserId && (one.Id == u.Id || one.MergedInto == u.Id))
                )
            )
            .OrderBy(u => u.Id)
            .Select(u => u.Id)
            .Take(MaxAtOnce)
            .ToListAsync(cancellationToken);
        var erased = 0;
        foreach (var person in people)
        {
            await using var one = scopes.CreateAsyncScope();
            var own = one.ServiceProvider.GetRequiredService<ReferralsDb>();
            var eraser = one.ServiceProvider.GetRequiredService<PersonEraser>();
            await using var transaction = await own.Database.BeginTransactionAsync(cancellationToken);
            if (await eraser.LockAsync(person, cancellationToken) is null)
            {
                await eraser.EraseAsync(person, "retention", cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                erased++;
            }
        }

        return erased;
    }

    [LoggerMessage(LogLevel.Error, "People whose time is over could not be erased; the next turn tries again")]
    private partial void LogFault(Exception fault);
}
