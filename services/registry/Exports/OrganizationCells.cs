using SocialServices.Registry.Exports.Cells;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Exports;

/// <summary>An organization as the exports write it, by column.</summary>
internal static class OrganizationCells
{
    public static IReadOnlyDictionary<string, string?> Of(Organization organization, DateOnly today) =>
        new Dictionary<string, string?>(OrganizationColumns.All.Count)
        {
            [OrganizationColumns.Code] = organization.Code,
            [OrganizationColumns.Kind] = Words.Of(organization.Kind),
            [OrganizationColumns.NameTk] = organization.Name.Tk,
            [OrganizationColumns.NameRu] = organization.Name.Ru,
            [OrganizationColumns.NameEn] = organization.Name.En,
            [OrganizationColumns.Roles] = string.Join(' ', organization.RolesOn(today).Select(Words.Of)),
            [OrganizationColumns.Website] = organization.Website,
            [OrganizationColumns.RolePeriods] = RolePeriodsText.Of(organization.RolePeriods),
            [OrganizationColumns.Parent] = organization.ParentCode,
            [OrganizationColumns.LegalForm] = organization.LegalForm,
            [OrganizationColumns.RegistrationNumber] = organization.RegistrationNumber,
            [OrganizationColumns.Contacts] = OfficeContactsText.Of(organization.Contacts),
            [OrganizationColumns.Addresses] = OfficeAddressesText.Of(organization.Addresses),
            [OrganizationColumns.Inferred] = organization.Inferred ? "true" : null,
            [OrganizationColumns.Note] = organization.Note,
        };
}
