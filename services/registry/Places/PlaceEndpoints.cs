using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Places;

internal static class PlaceEndpoints
{
    private const string Path = "/api/v1/registry/places";

    public static void MapPlaces(this WebApplication app)
    {
        var read = app.MapGroup(Path).WithTags("Places").RequireScope(Scopes.RegistryRead).HoldsNoPersonalData();
        ListPlaces.Map(read);
        GetPlace.Map(read);
        ListPlaceVersions.Map(read);
        FindSuccessors.Map(read);
        ReadHistory.Map(read, "place");

        var write = app.MapGroup(Path).WithTags("Places").RequireScope(Scopes.RegistryWrite);
        DefinePlace.Map(write);
        RedefinePlace.Map(write);
        WithdrawAbolition.Map(write);
        AbolishPlace.Map(write);
    }
}
