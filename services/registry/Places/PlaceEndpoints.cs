using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Registry.Places;

internal static class PlaceEndpoints
{
    public static void MapPlaces(this WebApplication app)
    {
        var places = app.MapGroup("/api/v1/registry/places").WithTags("Places").RequireScope(Scopes.RegistryRead);
        ListPlaces.Map(places);
        GetPlace.Map(places);
        ReadHistory.Map(places, "place");
    }
}
