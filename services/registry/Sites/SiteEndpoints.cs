using SocialServices.Registry.Sites.Searching;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal static class SiteEndpoints
{
    private const string Path = "/api/v1/registry/sites";

    public static void MapSites(this WebApplication app)
    {
        var read = app.MapGroup(Path).WithTags("Sites").RequireScope(Scopes.RegistryRead).HoldsNoPersonalData();
        FindSites.Map(read);
        GetSite.Map(read);
        ReadLedger.Map(read);
        ReadOccupancy.Map(read);
        ReadSiteStatuses.Map(read);
        ReadHistory.Map(read, "site");

        var write = app.MapGroup(Path).WithTags("Sites").RequireScope(Scopes.RegistryWrite);
        OpenSite.Map(write);
        EditSite.Map(write);
        ChangeSiteStatus.Map(write);
        ChangeCapacity.Map(write);
        AccreditSite.Map(write);
        SuspendAccreditation.Map(write);
        RestoreAccreditation.Map(write);
        DeleteSite.Map(write);
    }
}
