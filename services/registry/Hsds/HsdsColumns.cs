using SocialServices.Registry.Exports;

namespace SocialServices.Registry.Hsds;

/// <summary>
/// What HSDS has no place for stands in attributes of a service at a location, by their <c>link_type</c>, so that a whole register
/// can be carried to another one.
/// </summary>
internal static class HsdsColumns
{
    /// <summary>Attribute of a service that names its service type in the register.</summary>
    public const string ServiceType = "service-type";

    /// <summary>Identifier of an organization that is its code in the register.</summary>
    public const string RegisterCode = "register-code";

    /// <summary>Identifier of an organization in the state register of legal entities, by its <c>identifier_type</c>.</summary>
    public const string RegistrationNumber = "registration-number";

    /// <summary>Attributes of an organization, and the column of the CSV export that says the same.</summary>
    public static IReadOnlyList<(string LinkType, string Column)> OfOrganizations { get; } =
    [
        ("kind", OrganizationColumns.Kind),
        ("name-tk", OrganizationColumns.NameTk),
        ("name-ru", OrganizationColumns.NameRu),
        ("name-en", OrganizationColumns.NameEn),
        ("website", OrganizationColumns.Website),
        ("role-periods", OrganizationColumns.RolePeriods),
        ("parent", OrganizationColumns.Parent),
        ("contacts", OrganizationColumns.Contacts),
        ("addresses", OrganizationColumns.Addresses),
        ("inferred", OrganizationColumns.Inferred),
        ("note", OrganizationColumns.Note),
    ];

    /// <summary>Attributes of a service at a location, and the column of the CSV export that says the same.</summary>
    public static IReadOnlyList<(string LinkType, string Column)> OfSites { get; } =
    [
        ("code", SiteColumns.Code),
        ("name-tk", SiteColumns.NameTk),
        ("name-ru", SiteColumns.NameRu),
        ("name-en", SiteColumns.NameEn),
        ("status", SiteColumns.Status),
        ("status-reason", SiteColumns.StatusReason),
        ("opened-at", SiteColumns.OpenedAt),
        ("total", SiteColumns.Total),
        ("admission", SiteColumns.Admission),
        ("languages", SiteColumns.Languages),
        ("accessibility", SiteColumns.Accessibility),
        ("website", SiteColumns.Website),
        ("description-tk", SiteColumns.DescriptionTk),
        ("description-ru", SiteColumns.DescriptionRu),
        ("description-en", SiteColumns.DescriptionEn),
        ("opening-hours", SiteColumns.OpeningHours),
        ("funding", SiteColumns.Funding),
        ("accreditation-number", SiteColumns.AccreditationNumber),
        ("accreditation-issued-by", SiteColumns.AccreditationIssuedBy),
        ("accreditation-from", SiteColumns.AccreditationFrom),
        ("accreditation-until", SiteColumns.AccreditationUntil),
        ("accreditation-suspended-from", SiteColumns.AccreditationSuspendedFrom),
        ("accreditation-suspension-reason", SiteColumns.AccreditationSuspensionReason),
    ];
}
