using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Registry.Hsds;

/// <summary>The register by the Human Services Data Specification 3.1 (openreferral.org), for reading.</summary>
internal static class HsdsEndpoints
{
    public static void MapHsds(this WebApplication app)
    {
        var hsds = app.MapGroup("/hsds").WithTags("HSDS").RequireScope(Scopes.RegistryRead);
        DescribeHsds.Map(hsds);
        ExportHsds.Map(hsds);
        HsdsServices.Map(hsds.MapGroup("/services"));
        HsdsOrganizations.Map(hsds.MapGroup("/organizations"));
        HsdsServiceAtLocations.Map(hsds.MapGroup("/service_at_locations"));
        HsdsTaxonomies.Map(hsds);
    }
}
