namespace SocialServices.Registry.Sites;

/// <summary>An authority vouches for a site.</summary>
/// <param name="Number">As it stands on the document.</param>
/// <param name="IssuedBy">Code of the organization.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; null when it does not expire.</param>
internal sealed record Accreditation(string Number, string IssuedBy, DateOnly ValidFrom, DateOnly? ValidUntil);

/// <summary>What an accreditation is worth on a day.</summary>
internal enum AccreditationState
{
    /// <summary>There is none, or it has not begun. The law's accreditation is not in force for the pilot services: they work without.</summary>
    None,

    Valid,
    Expired,

    /// <summary>The site takes nobody new; who is there stays.</summary>
    Suspended,
}

/// <summary>A site's accreditation as callers see it.</summary>
/// <param name="State">Today: none, valid, expired or suspended.</param>
/// <param name="Number">As it stands on the document.</param>
/// <param name="IssuedBy">Code of the organization.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; absent when it does not expire.</param>
/// <param name="SuspendedFrom">First day of a suspension, today or before.</param>
/// <param name="SuspensionReason">Why it is suspended.</param>
internal sealed record AccreditationView(
    AccreditationState State,
    string? Number,
    string? IssuedBy,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    DateOnly? SuspendedFrom,
    string? SuspensionReason
)
{
    public static AccreditationView Of(Site site, DateOnly today) =>
        new(
            site.AccreditationOn(today),
            site.Accreditation?.Number,
            site.Accreditation?.IssuedBy,
            site.Accreditation?.ValidFrom,
            site.Accreditation?.ValidUntil,
            site.AccreditationSuspendedFrom,
            site.AccreditationSuspensionReason
        );
}
