using SocialServices.Registry.Exports;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>A row about a site that makes sense by itself.</summary>
internal sealed record SiteRow(
    int Line,
    Guid? Id,
    string? Code,
    string Organization,
    string ServiceType,
    string Place,
    GivenName Name,
    Given<string?> Address,
    Given<double?> Latitude,
    Given<double?> Longitude,
    SiteStatus? Status,
    string? StatusReason,
    DateTimeOffset? OpenedAt,
    int Total,
    Given<SpokenLanguage[]> Languages,
    Given<AccessibilityFeature[]> Accessibility,
    Given<string?> Website,
    Given<SiteDescription?> Description,
    Given<Schedule?> Schedule,
    Given<IReadOnlyList<SiteContact>> Contacts,
    Given<IReadOnlyList<SiteFunding>> Funding,
    AccreditationRow? Accreditation,
    Given<Admission> Admission
)
{
    /// <summary>The first organization that shall pay or vouch for the site and is not there any more. Those that did so already may be gone.</summary>
    public (string Column, string Code)? FindGone(Codes codes, Site? site) =>
        Funding.IsGiven
        && Funding.Value.Except(site?.Funding ?? []).FirstOrDefault(payer => !codes.Organizations.Contains(payer.Organization)) is { } payer
            ? (SiteColumns.Funding, payer.Organization)
        : Accreditation is { Document: { } document } && document != site?.Accreditation && !codes.Organizations.Contains(document.IssuedBy)
            ? (SiteColumns.AccreditationIssuedBy, document.IssuedBy)
        : null;

    /// <summary>The details of a site with what the file says about them.</summary>
    public SiteDetails Over(SiteDetails details) =>
        details with
        {
            Languages = Languages.Or([.. details.Languages ?? []]),
            Accessibility = Accessibility.Or([.. details.Accessibility ?? []]),
            Website = Website.Or(details.Website),
            Description = Description.Or(details.Description),
            Schedule =
                Schedule is { IsGiven: true, Value: { } schedule } && details.Schedule?.Means(schedule) is true
                    ? details.Schedule
                    : Schedule.Or(details.Schedule),
            Contacts = Contacts.Or(details.Contacts ?? []),
            Funding = Funding.Or(details.Funding ?? []),
            Admission = Admission.Or(details.Admission),
        };
}

/// <summary>A value that the file says something about, or not.</summary>
internal readonly record struct Given<T>(bool IsGiven, T Value)
{
    /// <summary>The value of the file, else what there is.</summary>
    public T Or(T present) => IsGiven ? Value : present;
}
