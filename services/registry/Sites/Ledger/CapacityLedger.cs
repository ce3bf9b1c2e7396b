using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Registry.Sites.Ledger;

/// <summary>
/// The only way to a site's numbers: every change leaves a row and tells the others. Whoever changes a site's capacity
/// locks the site's row first and its reservations after that, so that two changes of a site never cross.
/// </summary>
internal sealed class CapacityLedger(RegistryDb db, RequestContext context, TimeProvider clock)
{
    private const int ExpiredAtOnce = 1000;

    /// <summary>The first capacity of a site that is not saved yet.</summary>
    public void Open(Site site, int total)
    {
        if (total > 0 && !TryCount(site, LedgerKind.Opened, total: total, tell: false))
        {
            throw new ArgumentOutOfRangeException(nameof(total), total, "Not checked before.");
        }
    }

    /// <summary>The site, which nobody else changes until the transaction ends; null when there is none.</summary>
    public Task<Site?> LockAsync(Guid siteId, CancellationToken cancellationToken) =>
        ReadAsync(siteId, $"select * from sites where id = {siteId} and deleted_at is null for update", cancellationToken);

    /// <summary>As <see cref="LockAsync"/>, but null also when somebody else is changing the site just now.</summary>
    public Task<Site?> TryLockAsync(Guid siteId, CancellationToken cancellationToken) =>
        ReadAsync(siteId, $"select * from sites where id = {siteId} for update skip locked", cancellationToken);

    /// <summary>The reservation and its site, read under the site's lock. Null when there is none.</summary>
    public async Task<(CapacityReservation Reservation, Site Site)?> LockReservationAsync(string key, CancellationToken cancellationToken)
    {
        var siteId = await db.Reservations.Where(r => r.Key == key).Select(r => (Guid?)r.SiteId).SingleOrDefaultAsync(cancellationToken);
        return siteId is { } id && await LockAsync(id, cancellationToken) is { } site
            ? (await db.Reservations.SingleAsync(r => r.Key == key, cancellationToken), site)
            : null;
    }

    /// <returns>False, and nothing changes, when less capacity would be left than is held and taken.</returns>
    public bool TryResize(Site site, int total) => TryCount(site, LedgerKind.Resized, total: total - site.Total);

    /// <returns>False, and nothing changes, when no capacity is free.</returns>
    public bool TryHold(Site site, CapacityReservation reservation) =>
        TryMove(site, reservation, ReservationState.Held, LedgerKind.Held, held: 1, taken: 0);

    /// <summary>Holds capacity again for a hold that has expired.</summary>
    /// <returns>False, and nothing changes, when no capacity is free.</returns>
    public bool TryHoldAgain(Site site, CapacityReservation reservation, DateTimeOffset expiresAt)
    {
        if (!TryHold(site, reservation))
        {
            return false;
        }

        reservation.ExpiresAt = expiresAt;
        return true;
    }

    /// <summary>Turns a hold into taken capacity.</summary>
    public void Take(Site site, CapacityReservation reservation) =>
        Must(TryMove(site, reservation, ReservationState.Taken, LedgerKind.Taken, held: -1, taken: 1));

    /// <summary>Takes capacity for a hold that has expired.</summary>
    /// <returns>False, and nothing changes, when no capacity is free.</returns>
    public bool TryRenew(Site site, CapacityReservation reservation) =>
        TryMove(site, reservation, ReservationState.Taken, LedgerKind.Renewed, held: 0, taken: 1);

    /// <summary>Releases held or taken capacity; an expired hold has none.</summary>
    public void Release(Site site, CapacityReservation reservation)
    {
        var (held, taken) = (reservation.State is ReservationState.Held ? -1 : 0, reservation.State is ReservationState.Taken ? -1 : 0);
        if (held == 0 && taken == 0)
        {
            (reservation.State, reservation.ChangedAt) = (ReservationState.Released, clock.GetUtcNow());
            return;
        }

        Must(TryMove(site, reservation, ReservationState.Released, LedgerKind.Released, held, taken));
    }

    /// <summary>Releases the overdue holds of a locked site; of many, the oldest.</summary>
    /// <param name="site">Locked.</param>
    /// <param name="own">One that is released for certain when it is overdue, however many there are.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task ExpireAsync(Site site, CapacityReservation? own, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var overdue = await db
            .Reservations.Where(r => r.SiteId == site.Id && r.State == ReservationState.Held && r.ExpiresAt <= now)
            .OrderBy(r => r.ExpiresAt)
            .Take(ExpiredAtOnce)
            .ToListAsync(cancellationToken);
        foreach (var reservation in (own is null ? overdue : overdue.Prepend(own)).Where(r => r.IsOverdue(now))) // is asked anew for each: none twice
        {
            Must(TryMove(site, reservation, ReservationState.Expired, LedgerKind.Expired, held: -1, taken: 0));
        }
    }

    // Numbers that were read before the lock may be old, and no version tells: the site is read again. EF misnames the columns of
    // names when it builds on raw SQL, as a query filter would.
    private async Task<Site?> ReadAsync(Guid siteId, FormattableString locking, CancellationToken cancellationToken)
    {
        if (db.Sites.Local.FindEntry(siteId) is { State: EntityState.Unchanged } earlier)
        {
            earlier.State = EntityState.Detached;
        }

        return (await db.Sites.FromSql(locking).IgnoreQueryFilters().ToListAsync(cancellationToken)).SingleOrDefault();
    }

    private bool TryMove(Site site, CapacityReservation reservation, ReservationState state, LedgerKind kind, int held, int taken)
    {
        if (!TryCount(site, kind, held: held, taken: taken, key: reservation.Key))
        {
            return false;
        }

        (reservation.State, reservation.ChangedAt) = (state, clock.GetUtcNow());
        return true;
    }

    private bool TryCount(Site site, LedgerKind kind, int total = 0, int held = 0, int taken = 0, string? key = null, bool tell = true)
    {
        var now = clock.GetUtcNow();
        if (!(kind is LedgerKind.Opened ? site.TryOpen(total, now) : site.TryCount(total, held, taken, now)))
        {
            return false;
        }

        db.Add(
            new LedgerEntry
            {
                SiteId = site.Id,
                At = now,
                Kind = kind,
                DeltaTotal = total,
                DeltaHeld = held,
                DeltaTaken = taken,
                ReservationKey = key,
                Actor = context.Actor,
            }
        );
        if (tell)
        {
            db.Publish(site.CapacityChanged());
        }

        return true;
    }

    private static void Must(bool done)
    {
        if (!done)
        {
            throw new InvalidOperationException("The site's numbers do not agree with its reservations.");
        }
    }
}
