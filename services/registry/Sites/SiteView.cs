using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

/// <summary>A site as callers see it.</summary>
/// <param name="Id">The site.</param>
/// <param name="Code">The organization's own code for it.</param>
/// <param name="Organization">Code of the provider.</param>
/// <param name="ServiceType">Code of what is delivered.</param>
/// <param name="Place">Code of where it is.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="Address">Street address.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Status">Whether it takes people.</param>
/// <param name="Capacity">How many people it can serve.</param>
/// <param name="Details">What people want to know before they go there; not in lists.</param>
/// <param name="Accreditation">Who vouches for it; not in lists.</param>
/// <param name="Warnings">What may be a mistake in what was just written; absent when nothing is suspicious.</param>
/// <example>
/// {"id": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a10", "code": "assistant-1", "organization": "yenme", "serviceType": "personal-assistant", "place": "TM-S",
/// "name": {"tk": "Ýeňme, Aşgabat: şahsy kömekçi", "ru": "Енме, Ашхабад: персональный ассистент", "en": "Yenme, Ashgabat: personal assistant"},
/// "label": "Yenme, Ashgabat: personal assistant", "status": "active", "capacity": {"total": 25, "availability": "few", "held": 0, "taken": 23, "free": 2}}
/// </example>
internal sealed record SiteView(
    Guid Id,
    string? Code,
    string Organization,
    string ServiceType,
    string Place,
    LocalizedText Name,
    string Label,
    string? Address,
    double? Latitude,
    double? Longitude,
    SiteStatus Status,
    CapacityView Capacity,
    SiteDetails? Details = null,
    AccreditationView? Accreditation = null,
    IReadOnlyList<Warning>? Warnings = null
)
{
    /// <summary>From <c>near</c> of a search, in kilometres to 10 metres; absent when there was none.</summary>
    public double? DistanceKm { get; init; }

    /// <summary>As in lists.</summary>
    public static SiteView Of(Site site, HttpRequest request) =>
        new(
            site.Id,
            site.Code,
            site.OrganizationCode,
            site.ServiceTypeCode,
            site.PlaceCode,
            site.Name,
            site.Name.For(request),
            site.Address,
            site.Latitude,
            site.Longitude,
            site.Status,
            CapacityRights.Of(request).View(site)
        );

    /// <summary>With all that is known.</summary>
    public static SiteView InFull(Site site, HttpRequest request, TimeProvider clock) =>
        Of(site, request) with
        {
            Details = site.Details(),
            Accreditation = AccreditationView.Of(site, clock.Today()),
        };
}

/// <summary>
/// The capacity of a site, in people; total = held + taken + free, always. The numbers are for the site's organization, the programme's
/// office and clients with <c>registry.capacity</c>; everybody else gets the word.
/// </summary>
/// <param name="Total">How many people it can serve.</param>
/// <param name="Availability">free, few (1 to 3), none, waiting-list or assessment-needed: as it was at the beginning of the day in Ashgabat.</param>
/// <param name="Held">Reserved for referrals that are not yet accepted.</param>
/// <param name="Taken">Used by people who are served.</param>
/// <param name="Free">Can be held for somebody.</param>
internal sealed record CapacityView(int Total, Availability Availability, int? Held, int? Taken, int? Free);
