using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Releases;

internal static class GetReleaseTable
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}/tables/{table}", HandleAsync)
            .WithName(nameof(GetReleaseTable))
            .WithSummary("Read a table of a release: all its numbers, with one mark for every hidden one.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<Ok<ReleaseTable>, ProblemHttpResult>> HandleAsync(
        int number,
        string table,
        int? revision,
        ReleaseReader reader,
        CancellationToken cancellationToken
    ) =>
        await reader.FindAsync(number, revision, cancellationToken) is not { } release ? Problems.NotFound(ReleaseReader.What)
        : release.Content.Tables.FirstOrDefault(one => one.Code == table) is { } found ? TypedResults.Ok(found)
        : Problems.NotFound("The table");
}
