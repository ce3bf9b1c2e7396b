using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Ledger;

namespace SocialServices.Registry.Reservations;

/// <summary>What became of a request to the ledger: the reservation and its site, or why not.</summary>
/// <param name="Refusal">Null when it was done, now or by an earlier request with the same key.</param>
/// <param name="Reservation">As it is now.</param>
/// <param name="Site">With its numbers as they are now.</param>
internal sealed record LedgerAnswer(LedgerRefusal? Refusal, CapacityReservation? Reservation, Site? Site)
{
    public static LedgerAnswer Of(CapacityReservation reservation, Site site) => new(null, reservation, site);

    public static implicit operator LedgerAnswer(LedgerRefusal refusal) => new(refusal, null, null);
}

internal enum LedgerRefusal
{
    SiteUnknown,
    ReservationUnknown,
    SiteTakesNobody,
    AlreadyReleased,
    NoCapacityFree,
    KeyUsedForAnotherSite,
}
