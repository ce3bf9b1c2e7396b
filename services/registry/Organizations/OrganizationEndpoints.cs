using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Organizations;

internal static class OrganizationEndpoints
{
    private const string Path = "/api/v1/registry/organizations";

    public static void MapOrganizations(this WebApplication app)
    {
        var read = app.MapGroup(Path).WithTags("Organizations").RequireScope(Scopes.RegistryRead).HoldsNoPersonalData();
        ListOrganizations.Map(read);
        GetOrganization.Map(read);
        ReadHistory.Map(read, "organization");

        var write = app.MapGroup(Path).WithTags("Organizations").RequireScope(Scopes.RegistryWrite);
        RegisterOrganization.Map(write);
        EditOrganization.Map(write);
        DeleteOrganization.Map(write);
    }
}
