using System.Text.Json;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Of which kind a record of an HSDS file is, and why it is of no use where another kind is imported.</summary>
internal static class HsdsKinds
{
    private static readonly (HsdsKind Kind, string[] Members)[] Signs =
    [
        (HsdsKind.Service, ["service_at_locations"]),
        (HsdsKind.ServiceAtLocation, ["service", "service_id", "location", "location_id"]),
        (HsdsKind.Location, ["location_type"]),
        (HsdsKind.TaxonomyTerm, ["taxonomy", "taxonomy_id", "taxonomy_detail", "term_uri"]),
        (HsdsKind.Service, ["organization", "organization_id"]),
        (
            HsdsKind.Organization,
            ["organization_identifiers", "parent_organization_id", "legal_status", "services", "tax_id", "tax_status", "year_incorporated"]
        ),
    ];

    /// <summary>Told by the members that only this kind has, be they empty or not.</summary>
    public static HsdsKind Of(JsonElement record) =>
        Array.Find(Signs, sign => Array.Exists(sign.Members, member => HsdsPart.Member(record, member) is not null)).Kind;

    /// <param name="record">One that names no site.</param>
    public static Refusal NoSite(JsonElement record) =>
        NotOfUse(
            record,
            Of(record) switch
            {
                HsdsKind.ServiceAtLocation =>
                    "A service at a location is read as a site only with its service and its location in it: send both (full=true).",
                HsdsKind.Organization => "This is an organization and no site: import it with kind=organizations.",
                HsdsKind.Location => "This is a location: without a service it is no site. Send services with their service_at_locations.",
                HsdsKind.TaxonomyTerm => "This is a taxonomy term and no site.",
                _ => "The service has no service_at_locations, so it names no site: send it with them, as GET /hsds/export.json does.",
            }
        );

    /// <param name="record">One that is no organization and holds none.</param>
    public static Refusal NoOrganization(JsonElement record) =>
        NotOfUse(
            record,
            Of(record) switch
            {
                HsdsKind.Service =>
                    "The service does not hold its organization: send it as the service's member organization, or by itself.",
                HsdsKind.ServiceAtLocation =>
                    "This is a service at a location and no organization: send organizations, or services that hold theirs.",
                HsdsKind.Location => "This is a location and no organization.",
                HsdsKind.TaxonomyTerm => "This is a taxonomy term and no organization.",
                _ => "This is no HSDS organization: it has no name.",
            }
        );

    private static Refusal NotOfUse(JsonElement record, string reason) =>
        new(RawRow.WholeRow, reason, HsdsPart.Text(HsdsPart.Member(record, "id") ?? HsdsPart.Member(record, "name")));
}

internal enum HsdsKind
{
    /// <summary>Perhaps a service or an organization of which little is said.</summary>
    Unknown,
    Service,
    ServiceAtLocation,
    Organization,
    Location,
    TaxonomyTerm,
}
