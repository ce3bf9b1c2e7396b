namespace SocialServices.Registry.Ledger;

/// <summary>Why the numbers of a site's places changed.</summary>
internal enum LedgerKind
{
    Opened,
    Resized,
    Held,
    Taken,

    /// <summary>A hold that had expired was confirmed while a place was still free.</summary>
    Renewed,

    Released,
    Expired,
}
