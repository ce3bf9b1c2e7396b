namespace SocialServices.ServiceDefaults.Audit;

/// <summary>In which way the audit log is not as it was written.</summary>
internal enum AuditFault
{
    /// <summary>An entry is not what was signed, or was written by somebody without the key.</summary>
    Altered,

    /// <summary>An entry, or its place in the chain, is gone.</summary>
    Removed,

    /// <summary>A link was made without the key, or the chain is another than the one that was anchored.</summary>
    Rewritten,

    /// <summary>The newest entries are gone.</summary>
    CutOff,

    /// <summary>Nothing is left.</summary>
    Emptied,

    /// <summary>An entry is neither in the chain nor waiting for it.</summary>
    OutsideChain,

    /// <summary>Signed with a key that is not configured, or with an old one after the new one was in use.</summary>
    WrongKey,

    /// <summary>A line of the anchors is not one that the service wrote.</summary>
    AnchorDamaged,

    /// <summary>The chain has been kept for a while, and there is no anchor.</summary>
    AnchorMissing,
}

/// <param name="Fault">What kind.</param>
/// <param name="Where">Which entry, link or anchor, for people.</param>
internal sealed record AuditFinding(AuditFault Fault, string Where);

/// <param name="Entries">In the chain.</param>
/// <param name="Waiting">Written, and not yet in the chain.</param>
/// <param name="Anchors">How many fit.</param>
/// <param name="AnchoredTo">The last link that an anchor covers.</param>
/// <param name="Findings">Nothing when the log is whole.</param>
internal sealed record AuditReport(long Entries, long Waiting, int Anchors, long AnchoredTo, IReadOnlyList<AuditFinding> Findings);
