using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace SocialServices.Reporting.Indicators;

internal static class GetIndicator
{
    /// <param name="Code">The indicator.</param>
    /// <param name="Version">Of its counting rule.</param>
    /// <param name="Name">In the language of <c>Accept-Language</c>.</param>
    /// <param name="Unit">What is counted.</param>
    /// <param name="By">The disaggregation; absent for the total only.</param>
    /// <param name="AsOf">When it was counted, UTC.</param>
    /// <param name="Baseline">Value before the programme.</param>
    /// <param name="Target">What the programme aims at.</param>
    /// <param name="Total">The whole.</param>
    /// <param name="Cells">Every category, also the empty ones, <c>unknown</c> last.</param>
    public sealed record Response(
        string Code,
        int Version,
        string Name,
        string Unit,
        string? By,
        DateTimeOffset AsOf,
        long? Baseline,
        long? Target,
        Cell Total,
        IReadOnlyList<Cell> Cells
    );

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/indicators/{code}", HandleAsync)
            .WithName(nameof(GetIndicator))
            .WithSummary("An indicator's value now, by one disaggregation; as JSON or (Accept: text/csv) CSV.")
            .WithDescription(
                "Counts of people below 5 (or the configured threshold) are hidden, together with as many others as needed so that nobody can calculate them."
            );

    internal static async Task<Results<Ok<Response>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
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

        var value = await reader.ReadAsync(definition!, dimension, cancellationToken);
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.Accept}, {HeaderNames.AcceptLanguage}");
        return WantsCsv(request)
            ? HxlCsv.Of(value)
            : TypedResults.Ok(
                new Response(
                    value.Definition.Code,
                    value.Definition.Version,
                    value.Definition.Name.For(request),
                    value.Definition.Unit,
                    value.By?.Code,
                    value.AsOf,
                    value.Definition.Baseline,
                    value.Definition.Target,
                    value.Total,
                    value.Cells
                )
            );
    }

    private static bool WantsCsv(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return Quality("text/csv") > Quality("application/json");

        double Quality(string type) =>
            accept.Where(range => range.MediaType == type).Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max();
    }
}
