using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Releases;

internal static class ListReleases
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases", HandleAsync)
            .WithName(nameof(ListReleases))
            .WithSummary("List the published releases and their revisions, in the order of their numbers.")
            .HoldsNoPersonalData();

    internal static async Task<Results<Ok<Page<ReleaseView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        ReleaseReader reader,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetNumber(out var after))
        {
            return PageRequest.Unknown;
        }

        var releases = await reader
            .Visible.AsNoTracking()
            .Where(r => (r.Number * 1000L) + r.Revision > after)
            .OrderBy(r => r.Number)
            .ThenBy(r => r.Revision)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            page.ToPage(
                [.. releases.Select(release => ReleaseView.Of(release))],
                release => ((release.Number * 1000L) + release.Revision).ToString(CultureInfo.InvariantCulture),
                http
            )
        );
    }
}
