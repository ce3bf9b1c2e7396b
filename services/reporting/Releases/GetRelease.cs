using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Releases;

internal static class GetRelease
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}", HandleAsync)
            .WithName(nameof(GetRelease))
            .WithSummary(
                "Read what a release is, its certificate and the codes of its tables; the newest revision unless another is named."
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<Ok<ReleaseView>, ProblemHttpResult>> HandleAsync(
        int number,
        int? revision,
        ReleaseReader reader,
        CancellationToken cancellationToken
    )
    {
        var release = await reader
            .Visible.AsNoTracking()
            .Where(r => r.Number == number && (revision == null || r.Revision == revision))
            .OrderByDescending(r => r.Revision)
            .FirstOrDefaultAsync(cancellationToken);
        return release is null
            ? Problems.NotFound(ReleaseReader.What)
            : TypedResults.Ok(ReleaseView.Of(release, (await reader.FindAsync(number, release.Revision, cancellationToken))?.Content));
    }
}
