namespace SocialServices.Registry.Sites.Ledger;

/// <summary>released also before it was ever held; held → taken → released; held → expired (→ taken again when confirmed while capacity is free) → released.</summary>
internal enum ReservationState
{
    Held,
    Taken,
    Released,
    Expired,
}
