using SocialServices.Registry.Imports.Rows;

namespace SocialServices.Registry.Hsds;

/// <summary>
/// What HSDS has no place for stands in attributes of a service at a location, by their <c>link_type</c>, so that a whole register
/// can be carried to another one.
/// </summary>
internal static class HsdsColumns
{
    /// <summary>Attribute of a service that names its service type in the register.</summary>
    public const string ServiceType = "service-type";

    /// <summary>Attributes of a service at a location, and the column of the CSV export that says the same.</summary>
    public static IReadOnlyList<(string LinkType, string Column)> OfSites { get; } =
    [
        ("code", SiteColumns.Code), ("name-tk", SiteColumns.NameTk), ("name-ru", SiteColumns.NameRu), ("name-en", SiteColumns.NameEn),
        ("status", SiteColumns.Status), ("status-reason", SiteColumns.StatusReason), ("opened-at", SiteColumns.OpenedAt),
        ("languages", SiteColumns.Languages), ("accessibility", SiteColumns.Accessibility), ("website", SiteColumns.Website),
        ("description-tk", SiteColumns.DescriptionTk), ("description-ru", SiteColumns.DescriptionRu), ("description-en", SiteColumns.DescriptionEn),
        ("opening-hours", SiteColumns.OpeningHours), ("funding", SiteColumns.Funding),
        ("accreditation-number", SiteColumns.AccreditationNumber), ("accreditation-issued-by", SiteColumns.AccreditationIssuedBy),
        ("accreditation-from", SiteColumns.AccreditationFrom), ("accreditation-until", SiteColumns.AccreditationUntil),
        ("accreditation-suspended-from", SiteColumns.AccreditationSuspendedFrom), ("accreditation-suspension-reason", SiteColumns.AccreditationSuspensionReason),
    ];
}
