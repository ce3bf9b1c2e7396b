using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Gaps;

internal static class GetGaps
{
    private const string Place = "place";

    /// <param name="Release">The release that it is calculated from: published cells only.</param>
    /// <param name="Period">Of the release.</param>
    /// <param name="Items">
    /// The largest gaps first; those that hidden numbers do not let calculate come last, in the order of their codes.
    /// </param>
    public sealed record Response(string Release, string Period, IReadOnlyList<Gap> Items);

    /// <param name="Place">The most precise places that the release tells; the country when it does not break needs down by place.</param>
    /// <param name="Need">Code.</param>
    /// <param name="Services">Service types that answer it.</param>
    /// <param name="Found">Needs found; absent when hidden.</param>
    /// <param name="Capacity">Capacity of active sites of these service types there; absent when not told.</param>
    /// <param name="Missing">Needs without a place in a service; absent when it cannot be calculated from what is published.</param>
    public sealed record Gap(string Place, string Need, IReadOnlyList<string> Services, long? Found, long? Capacity, long? Missing);

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}/gaps", HandleAsync)
            .WithName(nameof(GetGaps))
            .WithSummary("Compare needs found with the capacity of the services that answer them, by place, from published numbers only.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        int number,
        int? revision,
        ReleaseReader reader,
        CancellationToken cancellationToken
    )
    {
        if (await reader.FindAsync(number, revision, cancellationToken) is not { } release)
        {
            return Problems.NotFound(ReleaseReader.What);
        }

        var (needs, capacity) = (TableOf(release, "needs-found", "need"), TableOf(release, "capacity-offered", "service-type"));
        if (needs is null)
        {
            return Problems.NotFound("A table of needs in this release");
        }

        var places = needs.By.Contains(Place)
            ? needs
                .Categories[needs.By.ToList().IndexOf(Place)]
                .Where(place => !place.Code.EndsWith(Dimension.Unknown, StringComparison.Ordinal))
                .Select(place => place.Code)
            : ["total"];
        var gaps =
            from place in places
            from need in Needs.All
            let services = Needs.AnsweredBy(need)
            let found = ValueAt(needs, (Place, place), ("need", need))
            let offered = capacity is null
                ? null
                : services.Aggregate((long?)0, (sum, type) => sum + (ValueAt(capacity, (Place, place), ("service-type", type)) ?? 0))
            select new Gap(place, need, services, found, offered, found is { } all && offered is { } some ? Math.Max(0, all - some) : null);
        return TypedResults.Ok(
            new Response(
                release.Release.Name,
                release.Content.Period,
                [
                    .. gaps.Where(gap => gap.Found is not 0)
                        .OrderByDescending(gap => gap.Missing ?? -1)
                        .ThenBy(gap => gap.Place, StringComparer.Ordinal)
                        .ThenBy(gap => gap.Need, StringComparer.Ordinal),
                ]
            )
        );
    }

    private static ReleaseTable? TableOf(ReadableRelease release, string indicator, string dimension) =>
        release
            .Content.Tables.Where(table =>
                table.Indicator == indicator && table.Period == release.Content.Period && table.By.Contains(dimension)
            )
            .OrderByDescending(table => table.By.Contains(Place))
            .FirstOrDefault();

    // A category that the table does not have is none: a service type without a site.
    private static long? ValueAt(ReleaseTable table, params (string Dimension, string Code)[] at) =>
        (long?)
            table
                .Cells.FirstOrDefault(cell =>
                    cell.At.Select(
                            (code, i) =>
                                at.FirstOrDefault(one => one.Dimension == table.By[i]) is { Code: { } wanted }
                                    ? code == wanted
                                    : code is "total"
                        )
                        .All(fits => fits)
                )
                ?.Value;
}
