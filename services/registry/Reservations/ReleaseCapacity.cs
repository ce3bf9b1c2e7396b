using SocialServices.Registry.Data;
using SocialServices.Registry.Sites.Ledger;

namespace SocialServices.Registry.Reservations;

/// <summary>Releases held or taken capacity, for good; also when the hold had already expired.</summary>
internal sealed class ReleaseCapacity(RegistryDb db, CapacityLedger ledger, TimeProvider clock)
{
    public Task<LedgerAnswer> HandleAsync(string key, CancellationToken cancellationToken) =>
        db.InLedgerTransactionAsync(() => ReleaseAsync(key, cancellationToken), cancellationToken);

    /// <summary>
    /// The same, by who knows the site: a key that was never used is used up by it. A request to hold a place
    /// that was overtaken on its way is then refused, as nobody would come to take the place or give it back.
    /// </summary>
    public Task<LedgerAnswer> HandleAsync(string key, Guid siteId, CancellationToken cancellationToken) =>
        db.InLedgerTransactionAsync(() => ReleaseAsync(key, siteId, cancellationToken), cancellationToken);

    private async Task<LedgerAnswer> ReleaseAsync(string key, Guid siteId, CancellationToken cancellationToken)
    {
        var site = await ledger.LockAsync(siteId, cancellationToken); // before it is looked: a request that is just being answered is waited for and seen
        var answer = await ReleaseAsync(key, cancellationToken);
        if (site is null || answer.Refusal is not LedgerRefusal.ReservationUnknown)
        {
            return answer;
        }

        var now = clock.GetUtcNow();
        var released = new CapacityReservation
        {
            Key = key,
            SiteId = siteId,
            State = ReservationState.Released,
            ExpiresAt = now,
            ChangedAt = now,
        };
        db.Add(released);
        return LedgerAnswer.Of(released, site);
    }

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
