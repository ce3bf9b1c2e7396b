using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

internal static class GetPlace
{
    public static void Map(RouteGroupBuilder places) =>
        places
            .MapGet("/{code}", HandleAsync)
            .WithName(nameof(GetPlace))
            .WithSummary("One place by its code, for example TM-S (Ashgabat), with its ETag; as it was on a day with `on`.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="code">The place.</param>
    /// <param name="on">The day.</param>
    /// <param name="http">The request.</param>
    /// <param name="db">The register.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static async Task<Results<Ok<PlaceView>, ProblemHttpResult>> HandleAsync(
        string code,
        DateOnly? on,
        HttpContext http,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is not { } place)
        {
            return Problems.NotFound("The place");
        }

        if (on is not { } day)
        {
            return http.Response.Ok(place.Version, PlaceView.Of(place, http.Request));
        }

        var versions = await db
            .PlaceVersions.AsNoTracking()
            .Where(v => v.Code == code)
            .OrderBy(v => v.Number)
            .ToListAsync(cancellationToken);
        return versions.Find(version => version.IsOn(day)) is { } then
            ? TypedResults.Ok(PlaceView.Of(then, http.Request))
            : Problems.Of(
                StatusCodes.Status404NotFound,
                ProblemTypes.NotFound,
                $"The place did not exist on {day:yyyy-MM-dd}.",
                string.Join(
                    " ",
                    versions.Select(v =>
                        $"It existed {(v.ValidFrom is { } from ? $"from {from:yyyy-MM-dd}" : "from a day that is not known")} {(v.ValidUntil is { } until ? $"until {until:yyyy-MM-dd}" : "on")}."
                    )
                )
            );
    }
}
