using SocialServices.Registry.Organizations;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>A row about an organization that makes sense by itself.</summary>
internal sealed record OrganizationRow(
    int Line,
    string Code,
    OrganizationKind Kind,
    GivenName Name,
    Given<ProgrammeRole[]> Roles,
    Given<IReadOnlyList<RolePeriod>> RolePeriods,
    Given<string?> Parent,
    Given<string?> LegalForm,
    Given<string?> RegistrationNumber,
    Given<string?> Website,
    Given<IReadOnlyList<Contact>> Contacts,
    Given<IReadOnlyList<OfficeAddress>> Addresses,
    Given<bool> Inferred,
    Given<string?> Note
)
{
    public Membership Membership => new(Line, Code, Parent);

    /// <summary>All but the roles.</summary>
    public void Describe(Organization organization)
    {
        (organization.Kind, organization.Name) = (Kind, Name.Over(organization.Name));
        (organization.ParentCode, organization.LegalForm) = (Parent.Or(organization.ParentCode), LegalForm.Or(organization.LegalForm));
        (organization.RegistrationNumber, organization.Website) = (
            RegistrationNumber.Or(organization.RegistrationNumber),
            Website.Or(organization.Website)
        );
        (organization.Inferred, organization.Note) = (Inferred.Or(organization.Inferred), Note.Or(organization.Note));
        (organization.Contacts, organization.Addresses) = (Contacts.Or(organization.Contacts), Addresses.Or(organization.Addresses));
    }
}
