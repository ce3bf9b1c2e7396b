namespace SocialServices.Registry.Workers;

/// <summary>Why somebody left. Sealed with the name: it is nobody's business but the employer's.</summary>
internal enum LeavingReason
{
    Resigned,
    ContractEnded,
    Retired,
    Moved,
    Dismissed,
    Died,
    Other,
}
