using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Dhis2;

internal static class ListPushes
{
    private const int Max = 100;

    /// <param name="Items">The newest hundred, newest first.</param>
    public sealed record Response(IReadOnlyList<PushView> Items);

    public static void Map(RouteGroupBuilder office) =>
        office
            .MapGet("/releases/{number:int}/dhis2-pushes", HandleAsync)
            .WithName(nameof(ListPushes))
            .WithSummary("List what was sent to DHIS2 of a release, with the import summaries.");

    internal static async Task<Ok<Response>> HandleAsync(int number, ReportingDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            new Response([
                .. (
                    await db
                        .Dhis2Pushes.AsNoTracking()
                        .Where(p => p.Number == number)
                        .OrderByDescending(p => p.Id)
                        .Take(Max)
                        .ToListAsync(cancellationToken)
                ).Select(PushView.Of),
            ])
        );
}
