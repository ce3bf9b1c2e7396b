using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Reservations;

/// <summary>Turns a hold into taken capacity.</summary>
internal sealed class ConfirmCapacity(RegistryDb db, CapacityLedger ledger, TimeProvider clock)
{
    public Task<LedgerAnswer> HandleAsync(string key, CancellationToken cancellationToken) =>
        db.InLedgerTransactionAsync(() => ConfirmAsync(key, cancellationToken), cancellationToken);

    private async Task<LedgerAnswer> ConfirmAsync(string key, CancellationToken cancellationToken)
    {
        if (await ledger.LockReservationAsync(key, cancellationToken) is not (var reservation, var site))
        {
            return LedgerRefusal.ReservationUnknown;
        }

        switch (reservation.State)
        {
            case ReservationState.Taken:
                return LedgerAnswer.Of(reservation, site);
            case ReservationState.Released:
                return LedgerRefusal.AlreadyReleased;
        }

        if (site.Status is not SiteStatus.Active)
        {
            return LedgerRefusal.SiteTakesNobody;
        }

        if (reservation.State is ReservationState.Held && !reservation.IsOverdue(clock.GetUtcNow()))
        {
            ledger.Take(site, reservation);
            return LedgerAnswer.Of(reservation, site);
        }

        if (!site.TakesPeopleOn(clock.Today())) // a hold that has run out is a new one
        {
            return LedgerRefusal.SiteTakesNobody;
        }

        await ledger.ExpireAsync(site, reservation, cancellationToken);
        return ledger.TryRenew(site, reservation) ? LedgerAnswer.Of(reservation, site) : LedgerRefusal.NoCapacityFree;
    }
}
