using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Places;

internal static class PlaceHierarchy
{
    /// <summary>
    /// Codes of the place and of everything that is part of it on a day, also of places that were abolished by then and became
    /// a part of it (SQL function <c>places_within</c>). Empty when there is no such place.
    /// </summary>
    public static IQueryable<string> PlacesWithin(this RegistryDb db, string code, DateOnly day) =>
        db.Database.SqlQuery<string>($"select places_within as \"Value\" from places_within({code}, {day})");
}
