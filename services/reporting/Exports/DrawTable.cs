using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Exports;

internal static class DrawTable
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}/tables/{table}/chart.svg", HandleAsync)
            .WithName(nameof(DrawTable))
            .WithSummary("Draw a table of a release by its first dimension, as SVG.")
            .Produces<string>(StatusCodes.Status200OK, ReleaseChart.MediaType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        int number,
        string table,
        int? revision,
        HttpRequest request,
        ReleaseReader reader,
        IndicatorCatalogue catalogue,
        CancellationToken cancellationToken
    ) =>
        (await reader.FindAsync(number, revision, cancellationToken))?.Content.Tables.FirstOrDefault(one => one.Code == table) is { } found
            ? TypedResults.File(ReleaseChart.Of(found, catalogue.Find(found.Indicator)!.Name.For(request)), ReleaseChart.MediaType)
            : Problems.NotFound("The table");
}
