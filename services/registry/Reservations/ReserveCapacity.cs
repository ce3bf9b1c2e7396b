using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Reservations;

/// <summary>Holds capacity for one person for a while. The key decides: a repeated request gets the reservation as it is now.</summary>
internal sealed class ReserveCapacity(RegistryDb db, CapacityLedger ledger, TimeProvider clock)
{
    public static readonly TimeSpan MaxHold = TimeSpan.FromDays(90);

    public async Task<LedgerAnswer> HandleAsync(string key, Guid siteId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (await IsFullAsync(key, siteId, cancellationToken))
        {
            return LedgerRefusal.NoCapacityFree;
        }

        try
        {
            return await db.InLedgerTransactionAsync(() => ReserveAsync(key, siteId, expiresAt, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException duplicate) when (duplicate.Violates("pk_capacity_reservations"))
        {
            // Only the same key for another site can get here: requests for one site wait for each other.
            return LedgerRefusal.KeyUsedForAnotherSite;
        }
    }

    // A rush for the last free capacity must not queue up for the site's lock, and with it for the connections of everybody else.
    private Task<bool> IsFullAsync(string key, Guid siteId, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        return db.Sites.AnyAsync(
            s =>
                s.Id == siteId
                && s.Status == SiteStatus.Active
                && !(s.AccreditationSuspendedFrom <= today)
                && s.Total == s.Held + s.Taken
                && !db.Reservations.Any(r => r.Key == key)
                && !db.Reservations.Any(r => r.SiteId == siteId && r.State == ReservationState.Held && r.ExpiresAt <= now),
            cancellationToken
        );
    }

    private async Task<LedgerAnswer> ReserveAsync(string key, Guid siteId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (await ledger.LockAsync(siteId, cancellationToken) is not { } site)
        {
            return LedgerRefusal.SiteUnknown;
        }

        if (await db.Reservations.SingleOrDefaultAsync(r => r.Key == key, cancellationToken) is { } earlier)
        {
            return await ReplayAsync(earlier, site, expiresAt, cancellationToken);
        }

        if (!site.TakesPeopleOn(clock.Today()))
        {
            return LedgerRefusal.SiteTakesNobody;
        }

        if (site.Free == 0)
        {
            await ledger.ExpireAsync(site, own: null, cancellationToken);
        }

        var reservation = new CapacityReservation
        {
            Key = key,
            SiteId = siteId,
            State = ReservationState.Held,
            ExpiresAt = expiresAt,
            ChangedAt = clock.GetUtcNow(),
        };
        if (!ledger.TryHold(site, reservation))
        {
            return LedgerRefusal.NoCapacityFree;
        }

        db.Add(reservation);
        return LedgerAnswer.Of(reservation, site);
    }

    // A hold that has run out is held anew: its referral was not lost, only late.
    private async Task<LedgerAnswer> ReplayAsync(
        CapacityReservation earlier,
        Site site,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    )
    {
        if (earlier.SiteId != site.Id)
        {
            return LedgerRefusal.KeyUsedForAnotherSite;
        }

        if (earlier.State is ReservationState.Released)
        {
            return LedgerRefusal.AlreadyReleased;
        }

        if (earlier.State is ReservationState.Taken || (earlier.State is ReservationState.Held && !earlier.IsOverdue(clock.GetUtcNow())))
        {
            return LedgerAnswer.Of(earlier, site);
        }

        if (!site.TakesPeopleOn(clock.Today()))
        {
            return LedgerRefusal.SiteTakesNobody;
        }

        await ledger.ExpireAsync(site, earlier, cancellationToken);
        return ledger.TryHoldAgain(site, earlier, expiresAt) ? LedgerAnswer.Of(earlier, site) : LedgerRefusal.NoCapacityFree;
    }
}
