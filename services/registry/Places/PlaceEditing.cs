using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Places;

/// <summary>What new and changed places have in common.</summary>
internal static class PlaceEditing
{
    private const int YearsAhead = 5;

    /// <summary>The last day on which a place can begin that nobody is shown yet.</summary>
    public static DateOnly Latest(DateOnly today) => today.AddYears(YearsAhead);

    /// <param name="geography">Without the change.</param>
    /// <param name="place">With the change.</param>
    /// <param name="fromField">How the caller calls its first day.</param>
    /// <param name="latest">Its last possible first day. Today, unless nobody is shown the place yet: its newest version is what lists and searches show.</param>
    /// <returns>Null when the place makes sense among the others as it is now.</returns>
    public static ProblemHttpResult? Refuse(Geography geography, Place place, string fromField, DateOnly latest)
    {
        if (place.Latitude is null != place.Longitude is null)
        {
            return Problems.Invalid(place.Latitude is null ? "latitude" : "longitude", "Latitude and longitude belong together.");
        }

        if (place.ValidFrom < PlaceRules.Earliest)
        {
            return Problems.Invalid(fromField, $"Must not be before {PlaceRules.Earliest:yyyy-MM-dd}.");
        }

        if (place.ValidFrom > latest)
        {
            return Problems.Invalid(fromField, $"Must not be after {latest:yyyy-MM-dd}.");
        }

        var version = place.ToVersion();
        return PlaceRules.Check(geography.With(version), version, fromField) is var (field, reason)
            ? Problems.Invalid(field, reason)
            : null;
    }
}
