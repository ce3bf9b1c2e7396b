using System.Text.Json.Serialization;

namespace SocialServices.Registry.Imports.Files;

/// <summary>What an import understands of HSDS 3.1; other members are read over, as HSDS demands.</summary>
internal sealed record HsdsFileService(
    string? Id, string? Name, HsdsFileOrganization? Organization,
    [property: JsonPropertyName("organization_id")] string? OrganizationId,
    [property: JsonPropertyName("service_at_locations")] IReadOnlyList<HsdsFileServiceAtLocation?>? ServiceAtLocations,
    IReadOnlyList<HsdsFileCapacity?>? Capacities, IReadOnlyList<HsdsFileAttribute?>? Attributes);

internal sealed record HsdsFileOrganization(
    string? Id, string? Name, [property: JsonPropertyName("organization_identifiers")] IReadOnlyList<HsdsFileIdentifier?>? Identifiers);

internal sealed record HsdsFileIdentifier(string? Identifier);

internal sealed record HsdsFileServiceAtLocation(
    string? Id, string? Description, HsdsFileLocation? Location, IReadOnlyList<HsdsFileAttribute?>? Attributes);

internal sealed record HsdsFileLocation(
    string? Name, double? Latitude, double? Longitude, [property: JsonPropertyName("external_identifier")] string? ExternalIdentifier,
    IReadOnlyList<HsdsFileAddress?>? Addresses);

internal sealed record HsdsFileAddress([property: JsonPropertyName("address_1")] string? Address1);

internal sealed record HsdsFileCapacity(string? Id, double? Maximum, double? Available);

internal sealed record HsdsFileAttribute([property: JsonPropertyName("link_type")] string? LinkType, string? Value);

/// <summary>A page of an HSDS list.</summary>
internal sealed record HsdsFilePage(IReadOnlyList<HsdsFileService?>? Contents);
