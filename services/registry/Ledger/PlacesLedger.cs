using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Hosting;

namespace SocialServices.Registry.Ledger;

/// <summary>
/// The only way to a site's numbers: every change leaves a row and tells the others. Whoever changes a site's places
/// locks the site's row first and its reservations after that, so that two changes of a site never cross.
/// </summary>
internal sealed class PlacesLedger(RegistryDb db, RequestContext context, TimeProvider clock)
{
    private const int ExpiredAtOnce = 1000;

    /// <summary>The first places of a site that is not saved yet.</summary>
    public void Open(Site site, int places)
    {
        if (places > 0 && !TryCount(site, LedgerKind.Opened, total: places, tell: false))
        {
            throw new ArgumentOutOfRangeException(nameof(places), places, "Not checked before.");
        }
    }

    /// <summary>The site, which nobody else changes until the transaction ends; null when there is none.</summary>
    public Task<Site?> LockAsync(Guid siteId, CancellationToken cancellationToken) =>
        ReadAsync(siteId, $"select * from sites where id = {siteId} and deleted_at is null for update", cancellationToken);

    /// <summary>As <see cref="LockAsync"/>, but null also when somebody else is changing the site just now.</summary>
    public Task<Site?> TryLockAsync(Guid siteId, CancellationToken cancellationToken) =>
        ReadAsync(siteId, $"select * from sites where id = {siteId} for update skip locked", cancellationToken);

    /// <summary>The reservation and its site, read under the site's lock. Null when there is none.</summary>
    public async Task<(PlaceReservation Reservation, Site Site)?> LockReservationAsync(string key, CancellationToken cancellationToken)
    {
        var siteId = await db.Reservations.Where(r => r.Key == key).Select(r => (Guid?)r.SiteId).SingleOrDefaultAsync(cancellationToken);
        return siteId is { } id && await LockAsync(id, cancellationToken) is { } site
            ? (await db.Reservations.SingleAsync(r => r.Key == key, cancellationToken), site)
            : null;
    }

    /// <returns>False, and nothing changes, when fewer places would be left than are held and taken.</returns>
    public bool TryResize(Site site, int places) => TryCount(site, LedgerKind.Resized, total: places - site.Total);

    /// <returns>False, and nothing changes, when no place is free.</returns>
    public bool TryHold(Site site, PlaceReservation reservation) =>
        TryMove(site, reservation, ReservationState.Held, LedgerKind.Held, held: 1, taken: 0);

    /// <summary>Holds a place for a hold that has expired.</summary>
    /// <returns>False, and nothing changes, when no place is free.</returns>
    public bool TryHoldAgain(Site site, PlaceReservation reservation, DateTimeOffset expiresAt)
    {
        if (!TryHold(site, reservation))
        {
            return false;
        }

        reservation.ExpiresAt = expiresAt;
        return true;
    }

    /// <summary>Turns a hold into a taken place.</summary>
    public void Take(Site site, PlaceReservation reservation) =>
        Must(TryMove(site, reservation, ReservationState.Taken, LedgerKind.Taken, held: -1, taken: 1));

    /// <summary>Takes a place for a hold that has expired.</summary>
    /// <returns>False, and nothing changes, when no place is free.</returns>
    public bool TryRenew(Site site, PlaceReservation reservation) =>
        TryMove(site, reservation, ReservationState.Taken, LedgerKind.Renewed, held: 0, taken: 1);

    /// <summary>Gives a held or taken place back; an expired hold has none to give.</summary>
    public void Release(Site site, PlaceReservation reservation)
    {
        var (held, taken) = (reservation.State is ReservationState.Held ? -1 : 0, reservation.State is ReservationState.Taken ? -1 : 0);
        if (held == 0 && taken == 0)
        {
            (reservation.State, reservation.ChangedAt) = (ReservationState.Released, clock.GetUtcNow());
            return;
        }

        Must(TryMove(site, reservation, ReservationState.Released, LedgerKind.Released, held, taken));
    }

    /// <summary>Gives back the places of a locked site whose holds are over, of many the oldest.</summary>
    /// <param name="site">Locked.</param>
    /// <param name="own">One whose place is given back for certain when it is over, however many there are.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task ExpireAsync(Site site, PlaceReservation? own, CancellationToken cancellationToken)
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

    private bool TryMove(Site site, PlaceReservation reservation, ReservationState state, LedgerKind kind, int held, int taken)
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
        if (!site.TryCount(total, held, taken))
        {
            return false;
        }

        var now = clock.GetUtcNow();
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
            db.Publish(site.PlacesChanged(now));
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
