namespace SocialServices.Registry.Exports;

/// <summary>Columns of organizations, in the order of the export.</summary>
internal static class OrganizationColumns
{
    public const string Code = "code";
    public const string Kind = "kind";
    public const string NameTk = "nameTk";
    public const string NameRu = "nameRu";
    public const string NameEn = "nameEn";

    /// <summary>Those of today, words with spaces between; where there are periods, they count.</summary>
    public const string Roles = "roles";

    public const string Website = "website";

    /// <summary>See <see cref="Cells.RolePeriodsText"/>.</summary>
    public const string RolePeriods = "rolePeriods";

    /// <summary>Code of the organization that it is part of.</summary>
    public const string Parent = "parent";

    public const string LegalForm = "legalForm";
    public const string RegistrationNumber = "registrationNumber";

    /// <summary>See <see cref="Cells.OfficeContactsText"/>.</summary>
    public const string Contacts = "contacts";

    /// <summary>See <see cref="Cells.OfficeAddressesText"/>.</summary>
    public const string Addresses = "addresses";

    /// <summary>True, or nothing: see <see cref="Organizations.Organization.Inferred"/>.</summary>
    public const string Inferred = "inferred";

    public const string Note = "note";

    public static IReadOnlyList<string> All { get; } =
    [
        Code,
        Kind,
        NameTk,
        NameRu,
        NameEn,
        Roles,
        Website,
        RolePeriods,
        Parent,
        LegalForm,
        RegistrationNumber,
        Contacts,
        Addresses,
        Inferred,
        Note,
    ];
}
