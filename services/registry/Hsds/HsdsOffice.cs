using System.Text.Json.Serialization;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;

namespace SocialServices.Registry.Hsds;

/// <summary>How to reach an office of an organization; never a person.</summary>
/// <param name="Id">Version 5 UUID of <c>contact/{organization}/{number}</c>.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Department">Which office.</param>
/// <param name="Email">Of the office.</param>
/// <param name="Phones">Of the office.</param>
internal sealed record HsdsOfficeContact(
    Guid Id,
    [property: JsonPropertyName("organization_id")] Guid OrganizationId,
    string Department,
    string? Email,
    IReadOnlyList<HsdsOfficePhone>? Phones
);

/// <summary>A phone of an office.</summary>
internal sealed record HsdsOfficePhone(
    Guid Id,
    [property: JsonPropertyName("organization_id")] Guid OrganizationId,
    [property: JsonPropertyName("contact_id")] Guid ContactId,
    string Number,
    string Type,
    string Description
);

/// <summary>An organization's offices in HSDS's words.</summary>
internal static class OfficesInHsds
{
    public static IReadOnlyList<HsdsOfficeContact>? ContactsOf(Organization organization, HttpRequest request) =>
        organization.Contacts.Count == 0
            ? null
            :
            [
                .. organization.Contacts.Select(
                    (contact, index) =>
                    {
                        var (id, function) = (HsdsIds.Of($"contact/{organization.Code}/{index}"), contact.Function.For(request));
                        return new HsdsOfficeContact(
                            id,
                            organization.HsdsId,
                            function,
                            contact.Email,
                            contact.Phone is { } phone
                                ? [new(HsdsIds.Of($"phone/{organization.Code}/{index}"), organization.HsdsId, id, phone, "voice", function)]
                                : null
                        );
                    }
                ),
            ];

    /// <summary>In the state register of legal entities.</summary>
    public static IReadOnlyList<HsdsIdentifier> IdentifiersOf(Organization organization) =>
        organization.RegistrationNumber is not { } number
            ? []
            :
            [
                new(
                    HsdsIds.Of($"registration/{organization.Code}"),
                    organization.HsdsId,
                    "State register of legal entities of Turkmenistan",
                    HsdsColumns.RegistrationNumber,
                    number
                ),
            ];
}
