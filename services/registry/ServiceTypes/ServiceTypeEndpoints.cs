using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.ServiceTypes;

internal static class ServiceTypeEndpoints
{
    private const string Path = "/api/v1/registry/service-types";

    public static void MapServiceTypes(this WebApplication app)
    {
        var read = app.MapGroup(Path).WithTags("Service types").RequireScope(Scopes.RegistryRead).HoldsNoPersonalData();
        ListServiceTypes.Map(read);
        GetServiceType.Map(read);
        ListServiceTypeVersions.Map(read);
        ReadHistory.Map(read, "service-type");

        var write = app.MapGroup(Path).WithTags("Service types").RequireScope(Scopes.RegistryWrite);
        DefineServiceType.Map(write);
        RedefineServiceType.Map(write);
        WithdrawVersion.Map(write);
        DeleteServiceType.Map(write);
    }
}
