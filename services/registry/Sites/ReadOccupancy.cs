using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

internal static class ReadOccupancy
{
    private const int MaxPeriods = 400;

    /// <param name="From">First day, in Ashgabat.</param>
    /// <param name="Until">Last day; today when absent, and not later.</param>
    /// <param name="Every">day (when absent), week (from Monday) or month.</param>
    public sealed record Filter([property: Required] DateOnly? From, DateOnly? Until, [property: MaxLength(10)] string? Every);

    /// <param name="Site">The site.</param>
    /// <param name="Periods">In order, without gaps; at most 400.</param>
    /// <example>
    /// {"site": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a10", "periods": [{"from": "2021-11-01", "until": "2021-11-30", "total": 25, "held": 1, "taken": 23,
    /// "peakTaken": 24, "capacityDays": 750, "takenDays": 602.5, "rate": 0.8033}]}
    /// </example>
    internal sealed record Response(Guid Site, IReadOnlyList<OccupancyPeriod> Periods);

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapGet("/{id:guid}/occupancy", HandleAsync)
            .WithName(nameof(ReadOccupancy))
            .WithSummary(
                "How a site's capacity was used over time, by day, week or month, from the ledger. For those who may act for its organization."
            )
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] Filter filter,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!Words.TryParse<OccupancyStep>(filter.Every, out var step))
        {
            return Problems.Invalid("every", Words.Expected<OccupancyStep>());
        }

        var (from, until) = (filter.From!.Value, filter.Until ?? clock.Today());
        if (until > clock.Today())
        {
            return Problems.Invalid("until", "Must not lie in the future.");
        }

        if (!Ashgabat.Knows(from))
        {
            return Problems.Invalid("from", "Must not lie before 1900.");
        }

        if (from > until)
        {
            return Problems.Invalid("from", "Must not lie after the last day.");
        }

        var periods = Occupancy.Periods(from, until, step ?? OccupancyStep.Day).Take(MaxPeriods + 1).ToList();
        if (periods.Count > MaxPeriods)
        {
            return Problems.Invalid("from", $"At most {MaxPeriods} periods at once.");
        }

        // On a day with one change the numbers tell of one person: as the ledger, they are not public.
        var organization = await db.Sites.Where(s => s.Id == id).Select(s => s.OrganizationCode).SingleOrDefaultAsync(cancellationToken);
        if (organization is null || !context.Caller!.MayActFor(organization))
        {
            return Problems.NotFound("The ledger");
        }

        var changes = await db
            .Ledger.AsNoTracking()
            .Where(e => e.SiteId == id)
            .OrderBy(e => e.Id)
            .Select(e => new Occupancy.Change(e.At, e.DeltaTotal, e.DeltaHeld, e.DeltaTaken))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(id, Occupancy.Of(changes, periods, clock.GetUtcNow())));
    }
}
