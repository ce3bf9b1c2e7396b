using SocialServices.Registry.Data;
using SocialServices.Registry.Places;

namespace SocialServices.Registry.Hsds;

internal static class HsdsAddresses
{
    /// <param name="places">All of the register, by code.</param>
    /// <param name="request">Tells the language.</param>
    /// <param name="name">From which its UUID is made.</param>
    /// <param name="code">Of the place.</param>
    /// <param name="street">As entered.</param>
    /// <param name="locationId">What has this address.</param>
    public static HsdsAddress Of(
        Dictionary<string, Place> places,
        HttpRequest request,
        string name,
        string code,
        string street,
        Guid locationId
    )
    {
        var (place, region) = (places[code], places[code]);
        while (region.ParentCode is { } parent && places[parent].Kind is not PlaceKind.Country)
        {
            region = places[parent];
        }

        return new(
            HsdsIds.Of(name),
            locationId,
            street,
            place.Name.For(request),
            region.Name.For(request),
            PostalCode: "",
            Country: "TM",
            "physical"
        );
    }
}
