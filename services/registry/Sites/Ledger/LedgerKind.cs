namespace SocialServices.Registry.Sites.Ledger;

/// <summary>Why a site's capacity changed.</summary>
internal enum LedgerKind
{
    Opened,
    Resized,
    Held,
    Taken,

    /// <summary>A hold that had expired was confirmed while capacity was still free.</summary>
    Renewed,

    Released,
    Expired,
}
