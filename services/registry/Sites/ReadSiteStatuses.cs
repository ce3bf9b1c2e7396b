using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Sites;

internal static class ReadSiteStatuses
{
    private const int Most = 1000;

    /// <param name="Status">planned, active, suspended or closed.</param>
    /// <param name="From">Since when.</param>
    /// <param name="Until">Till when; absent while it lasts.</param>
    /// <param name="Reason">Why, where somebody has said so.</param>
    internal sealed record Period(SiteStatus Status, DateTimeOffset From, DateTimeOffset? Until, string? Reason);

    /// <param name="Items">The oldest first, at most the last 1,000.</param>
    /// <example>
    /// {"items": [{"status": "active", "from": "2021-09-01T04:00:00Z", "until": "2021-11-03T05:12:00Z"},
    /// {"status": "suspended", "from": "2021-11-03T05:12:00Z", "reason": "Repairs until the new year."}]}
    /// </example>
    internal sealed record Response(IReadOnlyList<Period> Items);

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapGet("/{id:guid}/statuses", HandleAsync)
            .WithName(nameof(ReadSiteStatuses))
            .WithSummary("List the periods in which a site took people in or not, with reasons, the oldest first.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Sites.AnyAsync(s => s.Id == id, cancellationToken))
        {
            return Problems.NotFound("The site");
        }

        var periods = await db
            .SiteStatuses.AsNoTracking()
            .Where(p => p.SiteId == id)
            .OrderByDescending(p => p.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        periods.Reverse();
        return TypedResults.Ok(
            new Response([
                .. periods.Select(
                    (period, index) =>
                        new Period(period.Status, period.Since, index + 1 < periods.Count ? periods[index + 1].Since : null, period.Reason)
                ),
            ])
        );
    }
}
