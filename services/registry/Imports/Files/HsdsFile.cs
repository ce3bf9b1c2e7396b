using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialServices.Registry.Imports.Files;

/// <summary>What an import understands of HSDS 3.1; other members are ignored, as HSDS demands. The services at locations are read one by one.</summary>
internal sealed record HsdsFileService(
    string? Id,
    string? Name,
    string? Status,
    HsdsFileOrganization? Organization,
    [property: JsonPropertyName("organization_id")] string? OrganizationId,
    IReadOnlyList<HsdsFileCapacity?>? Capacities,
    IReadOnlyList<HsdsFileAttribute?>? Attributes,
    IReadOnlyList<HsdsFileSchedule?>? Schedules
);

internal sealed record HsdsFileOrganization(
    string? Id,
    string? Name,
    [property: JsonPropertyName("organization_identifiers")] IReadOnlyList<HsdsFileIdentifier?>? Identifiers,
    [property: JsonPropertyName("legal_status")] string? LegalStatus,
    IReadOnlyList<HsdsFileAttribute?>? Attributes,
    JsonElement? Status
);

internal sealed record HsdsFileIdentifier([property: JsonPropertyName("identifier_type")] string? IdentifierType, string? Identifier);

internal sealed record HsdsFileServiceAtLocation(
    string? Id,
    string? Description,
    HsdsFileLocation? Location,
    IReadOnlyList<HsdsFileAttribute?>? Attributes,
    IReadOnlyList<HsdsFileSchedule?>? Schedules,
    IReadOnlyList<HsdsFileContact?>? Contacts
);

internal sealed record HsdsFileLocation(
    string? Name,
    double? Latitude,
    double? Longitude,
    [property: JsonPropertyName("external_identifier")] string? ExternalIdentifier,
    IReadOnlyList<HsdsFileAddress?>? Addresses,
    IReadOnlyList<HsdsFileSchedule?>? Schedules
);

internal sealed record HsdsFileSchedule(
    string? Freq,
    string? Byday,
    [property: JsonPropertyName("valid_from")] string? ValidFrom,
    [property: JsonPropertyName("valid_to")] string? ValidTo,
    [property: JsonPropertyName("opens_at")] string? OpensAt,
    [property: JsonPropertyName("closes_at")] string? ClosesAt,
    string? Notes,
    JsonElement? Timezone,
    JsonElement? Dtstart,
    JsonElement? Until,
    JsonElement? Count,
    JsonElement? Interval,
    JsonElement? Bymonthday,
    JsonElement? Byweekno,
    JsonElement? Byyearday
);

internal sealed record HsdsFileContact(string? Department, string? Email, IReadOnlyList<HsdsFilePhone?>? Phones);

internal sealed record HsdsFilePhone(string? Number);

internal sealed record HsdsFileAddress([property: JsonPropertyName("address_1")] string? Address1);

internal sealed record HsdsFileCapacity(string? Id, double? Maximum, double? Available);

internal sealed record HsdsFileAttribute([property: JsonPropertyName("link_type")] string? LinkType, string? Value);

/// <summary>A page of an HSDS list.</summary>
internal sealed record HsdsFilePage(IReadOnlyList<JsonElement>? Contents);
