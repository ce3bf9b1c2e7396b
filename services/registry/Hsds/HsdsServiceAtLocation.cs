using System.Text.Json.Serialization;

namespace SocialServices.Registry.Hsds;

/// <summary>A site by HSDS.</summary>
/// <param name="Id">The site.</param>
/// <param name="ServiceId">What is delivered there.</param>
/// <param name="LocationId">Where.</param>
/// <param name="Description">Name of the site in the language of <c>Accept-Language</c>.</param>
/// <param name="Location">Where.</param>
/// <param name="Service">What is delivered there, with the capacity of this site only; absent inside a service.</param>
/// <param name="Attributes">The site's own status (<c>status</c>), the state of its accreditation and its <c>availability</c> (free, few, none, waiting-list, assessment-needed); not in lists.</param>
/// <param name="Schedules">When it is open; not in lists.</param>
/// <param name="Contacts">Whom to call or write to; not in lists.</param>
/// <param name="Phones">The contacts' phones; not in lists.</param>
/// <example>
/// {"id": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a10", "service_id": "13e87b5b-380b-5a22-801c-66f8dce5d2c0",
/// "location_id": "7c16b356-3ab4-5235-9f00-a5d0286731b1", "description": "Yenme, Ashgabat: personal assistant",
/// "location": {"id": "7c16b356-3ab4-5235-9f00-a5d0286731b1", "location_type": "physical", "name": "Ashgabat", "external_identifier": "TM-S",
/// "external_identifier_type": "ISO 3166-2"}}
/// </example>
internal sealed record HsdsServiceAtLocation(
    Guid Id,
    [property: JsonPropertyName("service_id")] Guid ServiceId,
    [property: JsonPropertyName("location_id")] Guid LocationId,
    string Description,
    HsdsLocation Location,
    HsdsService? Service = null,
    IReadOnlyList<HsdsAttribute>? Attributes = null,
    IReadOnlyList<HsdsSchedule>? Schedules = null,
    IReadOnlyList<HsdsContact>? Contacts = null,
    IReadOnlyList<HsdsPhone>? Phones = null
);

/// <summary>Where a site is.</summary>
/// <param name="Id">Version 5 UUID of <c>location/{site}</c>.</param>
/// <param name="LocationType">Always physical.</param>
/// <param name="Name">The place in the language of <c>Accept-Language</c>.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="ExternalIdentifier">Code of the place.</param>
/// <param name="ExternalIdentifierType">ISO 3166-2, and the register's own codes below.</param>
/// <param name="Addresses">Where a street address is known; not in lists.</param>
/// <param name="Description">What happens at the site; not in lists.</param>
/// <param name="Url">The site's public address; not in lists.</param>
/// <param name="Languages">In which people are served; not in lists.</param>
/// <param name="Accessibility">For whom it is accessible; not in lists.</param>
internal sealed record HsdsLocation(
    Guid Id,
    [property: JsonPropertyName("location_type")] string LocationType,
    string Name,
    double? Latitude,
    double? Longitude,
    [property: JsonPropertyName("external_identifier")] string ExternalIdentifier,
    [property: JsonPropertyName("external_identifier_type")] string ExternalIdentifierType,
    IReadOnlyList<HsdsAddress>? Addresses = null,
    string? Description = null,
    string? Url = null,
    IReadOnlyList<HsdsLanguage>? Languages = null,
    IReadOnlyList<HsdsAccessibility>? Accessibility = null
);

/// <summary>A street address. The register keeps no postal codes: <c>postal_code</c>, which HSDS demands, is empty.</summary>
internal sealed record HsdsAddress(
    Guid Id,
    [property: JsonPropertyName("location_id")] Guid LocationId,
    [property: JsonPropertyName("address_1")] string Address1,
    string City,
    [property: JsonPropertyName("state_province")] string StateProvince,
    [property: JsonPropertyName("postal_code")] string PostalCode,
    string Country,
    [property: JsonPropertyName("address_type")] string AddressType
);
