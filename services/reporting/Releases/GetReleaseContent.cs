using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Releases;

internal static class GetReleaseContent
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}/content", HandleAsync)
            .WithName(nameof(GetReleaseContent))
            .WithSummary("Read a whole release as it was frozen: its hash is of exactly these bytes.")
            .Produces<ReleaseContent>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        int number,
        int? revision,
        ReleaseReader reader,
        CancellationToken cancellationToken
    ) =>
        await reader.FindAsync(number, revision, cancellationToken) is { } found
            ? TypedResults.Text(found.Release.Content!, MediaTypeNames.Application.Json, Encoding.UTF8)
            : Problems.NotFound(ReleaseReader.What);
}
