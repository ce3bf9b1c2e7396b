using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace SocialServices.Reporting.Indicators;

internal static class GetIndicatorCsv
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/indicators/{code}.csv", HandleAsync)
            .WithName(nameof(GetIndicatorCsv))
            .WithSummary("An indicator's value now, as a CSV file with HXL hashtags.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string code,
        string? by,
        HttpRequest request,
        IndicatorCatalogue catalogue,
        IndicatorReader reader,
        CancellationToken cancellationToken
    )
    {
        var (definition, dimension, problem) = IndicatorQuery.Read(catalogue, code, by);
        if (problem is not null)
        {
            return problem;
        }

        var name = dimension is null ? definition!.Code : $"{definition!.Code}-by-{dimension.Code}";
        request.HttpContext.Response.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"{name}.csv\"";
        return HxlCsv.Of(await reader.ReadAsync(definition, dimension, cancellationToken));
    }
}
