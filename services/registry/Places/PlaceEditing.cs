using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Places;

/// <summary>What new and changed places have in common.</summary>
internal static class PlaceEditing
{
    /// <returns>Null when the place makes sense among the others as it is now.</returns>
    public static ProblemHttpResult? Refuse(Geography geography, Place place, string fromField, DateOnly today)
    {
        if (place.Latitude is null != place.Longitude is null)
        {
            return Problems.Invalid(place.Latitude is null ? "latitude" : "longitude", "Latitude and longitude belong together.");
        }

        if (place.ValidFrom < PlaceRules.Earliest)
        {
            return Problems.Invalid(fromField, $"Must not be before {PlaceRules.Earliest:yyyy-MM-dd}.");
        }

        // The newest version is what lists and searches show: it must have begun.
        if (place.ValidFrom > today)
        {
            return Problems.Invalid(fromField, $"Must not be after today, {today:yyyy-MM-dd}.");
        }

        var version = place.ToVersion();
        return PlaceRules.Check(geography.With(version), version, fromField) is var (field, reason) ? Problems.Invalid(field, reason) : null;
    }
}
