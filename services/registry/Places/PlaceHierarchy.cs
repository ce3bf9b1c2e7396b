using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Places;

internal static class PlaceHierarchy
{
    /// <summary>The place and everything that is part of it. Empty when there is no such place.</summary>
    public static IQueryable<Place> PlacesWithin(this RegistryDb db, string code)
    {
        var within = db.Places.FromSql(
            $"""
            with recursive within as (
                select * from places where code = {code}
                union
                select child.* from places child join within on child.parent_code = within.code)
            select * from within
            """);
        return db.Places.Where(p => within.Select(w => w.Code).Contains(p.Code)); // EF misnames the columns of names when it builds on raw SQL
    }
}
