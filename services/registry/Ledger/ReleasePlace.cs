using SocialServices.Registry.Data;

namespace SocialServices.Registry.Ledger;

/// <summary>Gives a held or taken place back; for good, also when the hold had already expired.</summary>
internal sealed class ReleasePlace(RegistryDb db, PlacesLedger ledger)
{
    public Task<LedgerAnswer> HandleAsync(string key, CancellationToken cancellationToken) =>
        db.InLedgerTransactionAsync(() => ReleaseAsync(key, cancellationToken), cancellationToken);

    private async Task<LedgerAnswer> ReleaseAsync(string key, CancellationToken cancellationToken)
    {
        if (await ledger.LockReservationAsync(key, cancellationToken) is not (var reservation, var site))
        {
            return LedgerRefusal.ReservationUnknown;
        }

        if (reservation.State is not ReservationState.Released)
        {
            ledger.Release(site, reservation);
        }

        return LedgerAnswer.Of(reservation, site);
    }
}
