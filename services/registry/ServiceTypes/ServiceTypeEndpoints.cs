using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Registry.ServiceTypes;

internal static class ServiceTypeEndpoints
{
    public static void MapServiceTypes(this WebApplication app)
    {
        var types = app.MapGroup("/api/v1/registry/service-types").WithTags("Service types").RequireScope(Scopes.RegistryRead);
        ListServiceTypes.Map(types);
        GetServiceType.Map(types);
        ReadHistory.Map(types, "service-type");
    }
}
