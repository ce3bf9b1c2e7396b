using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Exports;

/// <summary>Columns of sites, in the order of the export.</summary>
internal static class SiteColumns
{
    public const string Id = "id";
    public const string Code = "code";
    public const string Organization = "organization";
    public const string ServiceType = "serviceType";
    public const string Place = "place";
    public const string NameTk = "nameTk";
    public const string NameRu = "nameRu";
    public const string NameEn = "nameEn";
    public const string Address = "address";
    public const string Latitude = "latitude";
    public const string Longitude = "longitude";
    public const string Status = "status";
    public const string StatusReason = "statusReason";
    public const string OpenedAt = "openedAt";
    public const string Total = "total";

    /// <summary>Made by reservations; ignored by imports.</summary>
    public const string Held = "held";

    public const string Taken = "taken";
    public const string Free = "free";

    /// <summary>A word for the free capacity; made by the service; ignored by imports.</summary>
    public const string Availability = "availability";

    /// <summary>A word of <see cref="Sites.Admission"/>.</summary>
    public const string Admission = "admission";

    /// <summary>Words of <see cref="SpokenLanguage"/> with spaces between.</summary>
    public const string Languages = "languages";

    /// <summary>Words of <see cref="AccessibilityFeature"/> with spaces between.</summary>
    public const string Accessibility = "accessibility";

    public const string Website = "website";
    public const string DescriptionTk = "descriptionTk";
    public const string DescriptionRu = "descriptionRu";
    public const string DescriptionEn = "descriptionEn";

    /// <summary>See <see cref="Cells.ScheduleText"/>.</summary>
    public const string OpeningHours = "openingHours";

    /// <summary>See <see cref="Cells.SiteContactsText"/>.</summary>
    public const string Contacts = "contacts";

    /// <summary>See <see cref="Cells.FundingText"/>.</summary>
    public const string Funding = "funding";

    public const string AccreditationNumber = "accreditationNumber";
    public const string AccreditationIssuedBy = "accreditationIssuedBy";
    public const string AccreditationFrom = "accreditationFrom";
    public const string AccreditationUntil = "accreditationUntil";
    public const string AccreditationSuspendedFrom = "accreditationSuspendedFrom";
    public const string AccreditationSuspensionReason = "accreditationSuspensionReason";

    public static IReadOnlyList<string> All { get; } =
    [
        Id,
        Code,
        Organization,
        ServiceType,
        Place,
        NameTk,
        NameRu,
        NameEn,
        Address,
        Latitude,
        Longitude,
        Status,
        OpenedAt,
        Total,
        Held,
        Taken,
        Free,
        Availability,
        Admission,
        StatusReason,
        Languages,
        Accessibility,
        Website,
        DescriptionTk,
        DescriptionRu,
        DescriptionEn,
        OpeningHours,
        Contacts,
        Funding,
        AccreditationNumber,
        AccreditationIssuedBy,
        AccreditationFrom,
        AccreditationUntil,
        AccreditationSuspendedFrom,
        AccreditationSuspensionReason,
    ];
}
