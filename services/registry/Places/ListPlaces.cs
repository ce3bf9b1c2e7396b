using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

internal static class ListPlaces
{
    public static void Map(RouteGroupBuilder places) =>
        places
            .MapGet("", HandleAsync)
            .WithName(nameof(ListPlaces))
            .WithSummary("Places by code; by kind, within a place (with all its descendants), and as they were on a day.")
            .WithDescription(
                "With `on`: what existed on that day, as it was then, and `within` by the hierarchy of that day. "
                    + "Without: the newest version of every place that has begun, also of those that are abolished (`validUntil`), and `within` by the hierarchy of today, "
                    + "where an abolished place counts to what succeeded it."
            );

    /// <param name="page">Which part of the list.</param>
    /// <param name="within">Code of a place: it and all that is part of it.</param>
    /// <param name="kind">country, velayat, city or etrap.</param>
    /// <param name="on">The day.</param>
    /// <param name="http">The request.</param>
    /// <param name="db">The register.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static async Task<Results<Ok<Page<PlaceView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        [MaxLength(20)] string? within,
        string? kind,
        DateOnly? on,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetKey(out var after))
        {
            return PageRequest.Unknown;
        }

        if (!Words.TryParse<PlaceKind>(kind, out var wanted))
        {
            return Problems.Invalid("kind", Words.Expected<PlaceKind>());
        }

        var today = clock.Today();
        var versions = on is { } day
            ? db.PlaceVersions.Where(v => (v.ValidFrom == null || v.ValidFrom <= day) && (v.ValidUntil == null || v.ValidUntil >= day))
            : db.PlaceVersions.Where(v =>
                db.Places.Any(p => p.Code == v.Code && p.VersionNumber == v.Number && (p.ValidFrom == null || p.ValidFrom <= today))
            );
        if (within is not null)
        {
            var codes = db.PlacesWithin(within, on ?? today);
            versions = versions.Where(v => codes.Contains(v.Code));
        }

        var rows = await versions
            .AsNoTracking()
            .Where(v => wanted == null || v.Kind == wanted)
            .After(after, v => v.Code)
            .OrderBy(v => v.Code)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage([.. rows.Select(v => PlaceView.Of(v, http.Request))], v => v.Code, http.Response));
    }
}
