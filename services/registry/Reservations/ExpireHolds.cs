using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites.Ledger;

namespace SocialServices.Registry.Reservations;

/// <summary>Releases the capacity of overdue holds. Any number of replicas may do it at once: each skips a site that another has locked.</summary>
internal sealed class ExpireHolds(RegistryDb db, CapacityLedger ledger, TimeProvider clock)
{
    private const int SitesAtOnce = 100;

    /// <returns>True when there may be more to do at once.</returns>
    public async Task<bool> HandleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sites = await db
            .Reservations.Where(r => r.State == ReservationState.Held && r.ExpiresAt <= now)
            .Select(r => r.SiteId)
            .Distinct()
            .OrderBy(id => id)
            .Take(SitesAtOnce)
            .ToListAsync(cancellationToken);
        var expired = 0;
        foreach (var id in sites)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await ledger.TryLockAsync(id, cancellationToken) is { } site)
            {
                await ledger.ExpireAsync(site, own: null, cancellationToken);
                expired += await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            db.ChangeTracker.Clear();
        }

        return expired > 0 && sites.Count == SitesAtOnce;
    }
}
