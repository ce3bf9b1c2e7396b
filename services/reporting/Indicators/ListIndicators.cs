using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.Reporting.Indicators;

internal static class ListIndicators
{
    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="Code">Key of the indicator.</param>
    /// <param name="Version">Of the counting rule; values of different versions must not be compared.</param>
    /// <param name="Name">In the language of <c>Accept-Language</c> (tk, ru, en).</param>
    /// <param name="Definition">The counting rule, in English.</param>
    /// <param name="Unit">What is counted.</param>
    /// <param name="AboutPeople">Small counts are hidden.</param>
    /// <param name="Baseline">Value before the programme.</param>
    /// <param name="Target">What the programme aims at; absent where no source names a number.</param>
    /// <param name="TargetSource">Where the target stands.</param>
    /// <param name="Disaggregations">What <c>by</c> may be, one at a time.</param>
    public sealed record Item(
        string Code,
        int Version,
        string Name,
        string Definition,
        string Unit,
        bool AboutPeople,
        long? Baseline,
        long? Target,
        string? TargetSource,
        IReadOnlyList<string> Disaggregations
    );

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/indicators", Handle)
            .WithName(nameof(ListIndicators))
            .WithSummary("The indicators: what each counts, and by what it can be broken down.");

    internal static Ok<Response> Handle(HttpRequest request, IndicatorCatalogue catalogue) =>
        TypedResults.Ok(
            new Response([
                .. catalogue.All.Select(d => new Item(
                    d.Code,
                    d.Version,
                    d.Name.For(request),
                    d.Definition,
                    d.Unit,
                    d.AboutPeople,
                    d.Baseline,
                    d.Target,
                    d.TargetSource,
                    d.Disaggregations
                )),
            ])
        );
}
