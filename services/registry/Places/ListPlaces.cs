using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

internal static class ListPlaces
{
    public static void Map(RouteGroupBuilder places) =>
        places.MapGet("", HandleAsync)
            .WithName(nameof(ListPlaces))
            .WithSummary("Places by code; by kind, within a place (with all its descendants), and as they were on a day.");

    internal static async Task<Results<Ok<Page<PlaceFacts>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page, [MaxLength(20)] string? within, string? kind, DateOnly? on,
        HttpContext http, RegistryDb db, CancellationToken cancellationToken)
    {
        if (!page.TryGetKey(out var after))
        {
            return Problems.Invalid("after", "Not given out by this list.");
        }

        if (!Words.TryParse<PlaceKind>(kind, out var wanted))
        {
            return Problems.Invalid("kind", Words.Expected<PlaceKind>());
        }

        var places = within is null ? db.Places : db.PlacesWithin(within);
        var rows = await places.AsNoTracking()
            .Where(p => wanted == null || p.Kind == wanted)
            .Where(p => on == null || ((p.ValidFrom == null || p.ValidFrom <= on) && (p.ValidUntil == null || p.ValidUntil >= on)))
            .After(after, p => p.Code)
            .OrderBy(p => p.Code)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage([.. rows.Select(p => PlaceFacts.Of(p, http.Request))], p => p.Code, http.Response));
    }
}
