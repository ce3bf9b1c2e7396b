using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

/// <summary>The place that the office wants to change, among all others as they are, or why not.</summary>
internal readonly record struct PlaceToChange(Place? Place, Geography Geography, ProblemHttpResult? Refusal)
{
    /// <summary>In a transaction that is open: until it ends nobody else changes a place.</summary>
    public static async Task<PlaceToChange> FindAsync(RegistryDb db, string code, IfMatch? ifMatch, CancellationToken cancellationToken)
    {
        var geography = await Geography.LockAsync(db, cancellationToken);
        if (await db.Places.SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is not { } place)
        {
            return new(null, geography, Problems.NotFound("The place"));
        }

        return ToChange.UnlessCurrent(ifMatch, place.Version) is { } outdated
            ? new(null, geography, outdated)
            : new(place, geography, null);
    }
}
