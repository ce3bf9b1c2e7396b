using System.Globalization;
using SocialServices.Registry.Exports.Cells;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Exports;

/// <summary>A site as the exports write it, by column.</summary>
internal static class SiteCells
{
    public static IReadOnlyDictionary<string, string?> Of(Site site, CapacityRights rights) =>
        new Dictionary<string, string?>(SiteColumns.All.Count)
        {
            [SiteColumns.Id] = site.Id.ToString(),
            [SiteColumns.Code] = site.Code,
            [SiteColumns.Organization] = site.OrganizationCode,
            [SiteColumns.ServiceType] = site.ServiceTypeCode,
            [SiteColumns.Place] = site.PlaceCode,
            [SiteColumns.NameTk] = site.Name.Tk,
            [SiteColumns.NameRu] = site.Name.Ru,
            [SiteColumns.NameEn] = site.Name.En,
            [SiteColumns.Address] = site.Address,
            [SiteColumns.Latitude] = site.Latitude?.ToString(CultureInfo.InvariantCulture),
            [SiteColumns.Longitude] = site.Longitude?.ToString(CultureInfo.InvariantCulture),
            [SiteColumns.Status] = Words.Of(site.Status),
            [SiteColumns.OpenedAt] = site.OpenedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
            [SiteColumns.Total] = site.Total.ToString(CultureInfo.InvariantCulture),
            [SiteColumns.Held] = rights.Sees(site.OrganizationCode) ? site.Held.ToString(CultureInfo.InvariantCulture) : null,
            [SiteColumns.Taken] = rights.Sees(site.OrganizationCode) ? site.Taken.ToString(CultureInfo.InvariantCulture) : null,
            [SiteColumns.Free] = rights.Sees(site.OrganizationCode) ? site.Free.ToString(CultureInfo.InvariantCulture) : null,
            [SiteColumns.Availability] = Words.Of(site.AvailabilityOn(rights.Today)),
            [SiteColumns.Admission] = Words.Of(site.Admission),
            [SiteColumns.StatusReason] = site.StatusReason,
            [SiteColumns.Languages] = string.Join(' ', site.Languages),
            [SiteColumns.Accessibility] = string.Join(' ', site.Accessibility),
            [SiteColumns.Website] = site.Website,
            [SiteColumns.DescriptionTk] = site.Description?.Tk,
            [SiteColumns.DescriptionRu] = site.Description?.Ru,
            [SiteColumns.DescriptionEn] = site.Description?.En,
            [SiteColumns.OpeningHours] = ScheduleText.Of(site.Schedule),
            [SiteColumns.Contacts] = SiteContactsText.Of(site.Contacts),
            [SiteColumns.Funding] = FundingText.Of(site.Funding),
            [SiteColumns.AccreditationNumber] = site.Accreditation?.Number,
            [SiteColumns.AccreditationIssuedBy] = site.Accreditation?.IssuedBy,
            [SiteColumns.AccreditationFrom] = site.Accreditation is { ValidFrom: var from } ? Days.Of(from) : null,
            [SiteColumns.AccreditationUntil] = site.Accreditation is { ValidUntil: { } until } ? Days.Of(until) : null,
            [SiteColumns.AccreditationSuspendedFrom] = site.AccreditationSuspendedFrom is { } suspended ? Days.Of(suspended) : null,
            [SiteColumns.AccreditationSuspensionReason] = site.AccreditationSuspensionReason,
        };
}
