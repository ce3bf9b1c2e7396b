using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>
/// Gives each import to one worker at a time, whatever replica it runs in. A worker holds an import by a lease that it renews
/// with every batch; one that dies loses it. Leases go by the database's clock, which all replicas share.
/// </summary>
public sealed class ImportQueue<TImport>(ServiceDbContext db, IOptions<ImportOptions> options, TimeProvider clock)
    where TImport : FileImport
{
    /// <summary>The oldest import that no worker processes.</summary>
    /// <param name="worker">Who will be at it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<TImport?> ClaimAsync(Guid worker, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var claimed = await db.Set<TImport>()
            .FromSql(
                $"""
                update imports set state = 'running', started_at = coalesce(started_at, {now}), leased_by = {worker},
                    leased_until = clock_timestamp() + {options.Value.Lease}, faults = faults + case when leased_by is null then 0 else 1 end
                where id = (
                    select id from imports
                    where state in ('queued', 'running') and (leased_until is null or leased_until < clock_timestamp())
                    order by id limit 1 for update skip locked)
                returning *
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }

    /// <summary>Inside a transaction: locks the import until its end and renews the lease.</summary>
    /// <returns>Null when the worker has lost it: then it must not write anything.</returns>
    public async Task<TImport?> HoldAsync(Guid import, Guid worker, CancellationToken cancellationToken)
    {
        var held = await db.Set<TImport>()
            .FromSql(
                $"""
                update imports set leased_until = clock_timestamp() + {options.Value.Lease}
                where id = {import} and leased_by = {worker} and state = 'running' returning *
                """
            )
            .ToListAsync(cancellationToken);
        return held.SingleOrDefault();
    }

    /// <summary>Lets another worker have it at once.</summary>
    /// <param name="import">What this worker cannot go on with.</param>
    /// <param name="worker">This worker.</param>
    /// <param name="faults">1 when something failed, 0 when the process just stops.</param>
    public Task GiveBackAsync(Guid import, Guid worker, int faults) =>
        db.Database.ExecuteSqlAsync(
            $"update imports set leased_by = null, leased_until = null, faults = faults + {faults} where id = {import} and leased_by = {worker} and state = 'running'",
            CancellationToken.None
        );

    /// <returns>How many imports wait and run.</returns>
    public async Task<(long Queued, long Running)> CountAsync(CancellationToken cancellationToken)
    {
        var counted = await db.Set<TImport>()
            .Where(i => i.State == ImportState.Queued || i.State == ImportState.Running)
            .GroupBy(i => i.State)
            .Select(state => new { state.Key, Count = state.LongCount() })
            .ToDictionaryAsync(state => state.Key, state => state.Count, cancellationToken);
        return (counted.GetValueOrDefault(ImportState.Queued), counted.GetValueOrDefault(ImportState.Running));
    }

    /// <summary>Deletes the files of imports that ended long ago.</summary>
    public Task<int> ForgetFilesAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - options.Value.KeepFiles;
        return db.Set<ImportChunk>()
            .Where(c => db.Set<TImport>().Any(i => i.Id == c.ImportId && i.EndedAt < before))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
