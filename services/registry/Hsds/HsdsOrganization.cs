using System.Text.Json.Serialization;
using SocialServices.Registry.Data;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Hsds;

/// <summary>An organization by HSDS.</summary>
/// <param name="Id">Version 5 UUID of <c>organization/{code}</c>.</param>
/// <param name="Name">In the language of <c>Accept-Language</c>.</param>
/// <param name="AlternateName">In the other two languages.</param>
/// <param name="Description">What it is and what it does in the programme, in English.</param>
/// <param name="Website">Public address.</param>
/// <param name="Identifiers">The register's code for it; not in lists.</param>
/// <param name="Services">What it delivers; not in lists.</param>
/// <param name="ParentOrganizationId">Version 5 UUID of the organization that it is part of.</param>
/// <param name="LegalStatus">Its legal form.</param>
/// <param name="Contacts">How to reach its offices; not in lists.</param>
/// <param name="Phones">Those of its contacts; not in lists.</param>
/// <param name="Locations">Where its offices are; not in lists.</param>
/// <param name="Attributes">What HSDS has no place for; in the exports only.</param>
/// <example>
/// {"id": "8949f86a-f00d-5c3e-87c1-1d6f77be9f65", "name": "Yenme", "alternate_name": "Ýeňme / Енме",
/// "description": "Ngo provider; provider in the programme."}
/// </example>
internal sealed record HsdsOrganization(
    Guid Id,
    string Name,
    [property: JsonPropertyName("alternate_name")] string AlternateName,
    string Description,
    string? Website,
    [property: JsonPropertyName("organization_identifiers")] IReadOnlyList<HsdsIdentifier>? Identifiers = null,
    IReadOnlyList<HsdsService>? Services = null,
    [property: JsonPropertyName("parent_organization_id")] Guid? ParentOrganizationId = null,
    [property: JsonPropertyName("legal_status")] string? LegalStatus = null,
    IReadOnlyList<HsdsOfficeContact>? Contacts = null,
    IReadOnlyList<HsdsOfficePhone>? Phones = null,
    IReadOnlyList<HsdsLocation>? Locations = null,
    IReadOnlyList<HsdsAttribute>? Attributes = null
)
{
    public static HsdsOrganization Of(Organization organization, DateOnly today, HttpRequest request)
    {
        var (name, others) = HsdsText.Names(organization.Name, request);
        var roles = organization.RolesOn(today).Select(role => Words.Of(role).Replace('-', ' ')).ToList();
        return new(
            organization.HsdsId,
            name,
            others,
            $"{Vocabulary.Readable(Words.Of(organization.Kind))}; {(roles.Count > 0 ? string.Join(", ", roles) : "no role")} in the programme.",
            HsdsText.Uri(organization.Website),
            ParentOrganizationId: organization.ParentCode is { } parent ? HsdsIds.Of($"organization/{parent}") : null,
            LegalStatus: organization.LegalForm
        );
    }

    public HsdsOrganization With(string code, IReadOnlyList<HsdsService>? services) =>
        this with
        {
            Identifiers = [new(HsdsIds.Of($"identifier/{Id}"), Id, "Social services registry", HsdsColumns.RegisterCode, code)],
            Services = services,
        };

    /// <summary>With all that a register needs to take it in; what HSDS has no place for stands in attributes.</summary>
    public HsdsOrganization WithCellsOf(Organization organization)
    {
        var values = OrganizationCells.Of(organization, default); // the roles of a day are not among the attributes
        return this with
        {
            Attributes =
            [
                .. HsdsColumns
                    .OfOrganizations.Where(attribute => values[attribute.Column] is { Length: > 0 })
                    .Select(attribute => new HsdsAttribute(
                        HsdsIds.Of($"attribute/organization/{organization.Code}/{attribute.LinkType}"),
                        Id,
                        attribute.LinkType,
                        "organization",
                        Value: values[attribute.Column]
                    )),
            ],
        };
    }
}

/// <summary>The code of an organization in the register.</summary>
internal sealed record HsdsIdentifier(
    Guid Id,
    [property: JsonPropertyName("organization_id")] Guid OrganizationId,
    [property: JsonPropertyName("identifier_scheme")] string IdentifierScheme,
    [property: JsonPropertyName("identifier_type")] string IdentifierType,
    string Identifier
);

internal static class HsdsText
{
    /// <summary>The name in the caller's language, and in the other two.</summary>
    public static (string Name, string Others) Names(LocalizedText text, HttpRequest request)
    {
        var name = text.For(request);
        return (name, string.Join(" / ", new[] { text.En, text.Tk, text.Ru }.Where(other => other != name).Distinct()));
    }

    /// <summary>Null for what is not an absolute address: such a one would make the whole answer invalid.</summary>
    public static string? Uri(string? address) => System.Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : null;
}
