using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Exports;

internal static class ExportRelease
{
    private static readonly Dictionary<
        string,
        (string MediaType, string Extension, Func<ReadableRelease, IndicatorCatalogue, byte[]> Write)
    > Formats = new()
    {
        ["csv"] = (ReleaseCsv.MediaType, "csv", ReleaseCsv.Of),
        ["xlsx"] = (ReleaseXlsx.MediaType, "xlsx", ReleaseXlsx.Of),
        ["sdmx"] = (ReleaseSdmx.MediaType, "json", ReleaseSdmx.Of),
        ["iati"] = (ReleaseIati.MediaType, "xml", ReleaseIati.Of),
    };

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/releases/{number:int}/exports/{format}", HandleAsync)
            .WithName(nameof(ExportRelease))
            .WithSummary(
                "Export a release: csv (with HXL hashtags), xlsx, sdmx (SDMX-JSON 2.1) or iati (IATI 2.03 result). The same numbers in each."
            )
            .Produces<string>(StatusCodes.Status200OK, ReleaseCsv.MediaType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        int number,
        [MaxLength(10)] string format,
        int? revision,
        ReleaseReader reader,
        IndicatorCatalogue catalogue,
        CancellationToken cancellationToken
    ) =>
        !Formats.TryGetValue(format, out var chosen) ? Problems.NotFound("The format")
        : await reader.FindAsync(number, revision, cancellationToken) is { } release
            ? TypedResults.File(
                chosen.Write(release, catalogue),
                chosen.MediaType,
                $"release-{release.Release.Name}-{format}.{chosen.Extension}"
            )
        : Problems.NotFound(ReleaseReader.What);
}
