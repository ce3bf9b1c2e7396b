using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Reporting.Releases;

internal static class ReviseRelease
{
    /// <param name="Reason">Why, as everybody reads it: no names.</param>
    /// <example>{"reason": "Two cases of Lebap were entered after the cut-off."}</example>
    public sealed record Request([property: Required, MinLength(3), MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder office) =>
        office
            .MapPost("/releases/{number:int}/revisions", HandleAsync)
            .WithName(nameof(ReviseRelease))
            .WithSummary(
                "Count a published release again with what came late. Both versions stay; the new one is proven together with the old."
            )
            .WithDescription("A number that has changed by a few is hidden in the revision: the difference would tell of those few.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Idempotent();

    internal static async Task<Results<Created<ReleaseView>, ProblemHttpResult>> HandleAsync(
        int number,
        Request request,
        ReportingDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var last = await db
            .Releases.AsNoTracking()
            .Where(r => r.Number == number)
            .OrderByDescending(r => r.Revision)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return Problems.NotFound(ReleaseReader.What);
        }

        if (last.Status is ReleaseStatus.Scheduled or ReleaseStatus.Certified)
        {
            return Problems.Conflict("release-open", "The newest version of this release is not published yet.");
        }

        var now = clock.GetUtcNow();
        var release = Release.Plan((number, last.Revision + 1), last.Period, now, now, request.Reason, last.Requested, now);
        db.Add(release);
        db.Audit("revise release", $"release/{release.Name}", request.Reason);
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : TypedResults.Created($"/api/v1/reporting/releases/{number}?revision={release.Revision}", ReleaseView.Of(release));
    }
}
