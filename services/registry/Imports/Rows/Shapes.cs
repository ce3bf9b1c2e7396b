using SocialServices.Registry.Exports;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>The columns of each kind of import. The exports write the same.</summary>
internal static class Shapes
{
    public static RowShape Sites { get; } =
        new(
            SiteColumns.All,
            [
                SiteColumns.Organization,
                SiteColumns.ServiceType,
                SiteColumns.Place,
                SiteColumns.NameTk,
                SiteColumns.NameRu,
                SiteColumns.NameEn,
                SiteColumns.Total,
            ],
            [SiteColumns.Code, SiteColumns.Id]
        );

    public static RowShape Organizations { get; } =
        new(
            OrganizationColumns.All,
            [OrganizationColumns.Kind, OrganizationColumns.NameTk, OrganizationColumns.NameRu, OrganizationColumns.NameEn],
            [OrganizationColumns.Code]
        );

    public static RowShape Of(ImportKind kind) => kind is ImportKind.Sites ? Sites : Organizations;
}
