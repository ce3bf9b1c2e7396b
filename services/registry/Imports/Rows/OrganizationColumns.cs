namespace SocialServices.Registry.Imports.Rows;

/// <summary>Columns of organizations, in the order of the export.</summary>
internal static class OrganizationColumns
{
    public const string Code = "code";
    public const string Kind = "kind";
    public const string NameTk = "nameTk";
    public const string NameRu = "nameRu";
    public const string NameEn = "nameEn";

    /// <summary>Words with spaces between.</summary>
    public const string Roles = "roles";

    public const string Website = "website";

    public static IReadOnlyList<string> All { get; } = [Code, Kind, NameTk, NameRu, NameEn, Roles, Website];
}
