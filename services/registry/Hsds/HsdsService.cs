using System.Text.Json.Serialization;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Hsds;

/// <summary>A service by HSDS: a type of service that an organization delivers, at one site or more.</summary>
/// <param name="Id">Version 5 UUID of <c>service/{organization}/{service type}</c>.</param>
/// <param name="OrganizationId">Who delivers it.</param>
/// <param name="Name">Of the service type, in the language of <c>Accept-Language</c>.</param>
/// <param name="AlternateName">In the other two languages.</param>
/// <param name="Status">
/// active when a site takes people; else temporarily closed when one is suspended, inactive when one is planned, defunct when all
/// are closed.
/// </param>
/// <param name="EligibilityDescription">For whom it is, in English.</param>
/// <param name="MinimumAge">Completed years; absent = no limit.</param>
/// <param name="MaximumAge">Completed years; absent = no limit.</param>
/// <param name="LastModified">When it, its organization, its type or the place of one of its sites last changed; what is held or taken does not count.</param>
/// <param name="Organization">Who delivers it.</param>
/// <param name="ServiceAtLocations">Its sites; not in lists.</param>
/// <param name="Capacities">The capacity of its sites just now, as far as the caller sees the numbers; not in lists.</param>
/// <param name="Attributes">Needs it answers and groups it is for; not in lists.</param>
/// <param name="Funding">Who pays for its sites; not in lists.</param>
/// <param name="Accreditations">Of its sites, as far as they are valid today; not in lists.</param>
/// <param name="Description">What is done, in the language of <c>Accept-Language</c>.</param>
/// <example>
/// {"id": "13e87b5b-380b-5a22-801c-66f8dce5d2c0", "organization_id": "8949f86a-f00d-5c3e-87c1-1d6f77be9f65",
/// "name": "Personal assistant to support the independent life of adults with disabilities with official status",
/// "alternate_name": "Персональный ассистент", "status": "active", "eligibility_description": "From 18 years; people with disabilities.", "minimum_age": 18,
/// "last_modified": "2021-11-24T12:57:00Z", "organization": {"id": "8949f86a-f00d-5c3e-87c1-1d6f77be9f65", "name": "Yenme",
/// "alternate_name": "Ýeňme / Енме", "description": "Ngo provider; provider in the programme."},
/// "capacities": [{"id": "49b60881-2cd7-5b86-86d0-595053e84343", "service_id": "13e87b5b-380b-5a22-801c-66f8dce5d2c0",
/// "unit": {"id": "94d0a6dd-edb5-5f2d-b8e8-4ddfa7c3c823", "name": "people"}, "available": 2, "maximum": 25,
/// "description": "Yenme, Ashgabat: personal assistant", "updated": "2021-11-24T12:57:00Z"}]}
/// </example>
internal sealed record HsdsService(
    Guid Id,
    [property: JsonPropertyName("organization_id")] Guid OrganizationId,
    string Name,
    [property: JsonPropertyName("alternate_name")] string AlternateName,
    string Status,
    [property: JsonPropertyName("eligibility_description")] string EligibilityDescription,
    [property: JsonPropertyName("minimum_age")] int? MinimumAge,
    [property: JsonPropertyName("maximum_age")] int? MaximumAge,
    [property: JsonPropertyName("last_modified")] DateTimeOffset LastModified,
    HsdsOrganization? Organization = null,
    [property: JsonPropertyName("service_at_locations")] IReadOnlyList<HsdsServiceAtLocation>? ServiceAtLocations = null,
    IReadOnlyList<HsdsCapacity>? Capacities = null,
    IReadOnlyList<HsdsAttribute>? Attributes = null,
    IReadOnlyList<HsdsFunding>? Funding = null,
    string? Accreditations = null,
    string? Description = null
);

/// <summary>The capacity of one site just now.</summary>
/// <param name="Id">Version 5 UUID of <c>capacity/{site}</c>.</param>
/// <param name="ServiceId">The service.</param>
/// <param name="Unit">People.</param>
/// <param name="Available">Free; 0 where nobody is taken in at present.</param>
/// <param name="Maximum">All.</param>
/// <param name="Description">At which site.</param>
/// <param name="Updated">When they last changed.</param>
internal sealed record HsdsCapacity(
    Guid Id,
    [property: JsonPropertyName("service_id")] Guid ServiceId,
    HsdsUnit Unit,
    int Available,
    int Maximum,
    string Description,
    DateTimeOffset Updated
);

/// <summary>What is counted.</summary>
internal sealed record HsdsUnit(Guid Id, string Name)
{
    public static HsdsUnit People { get; } = new(HsdsIds.Of("unit/people"), "people");
}
