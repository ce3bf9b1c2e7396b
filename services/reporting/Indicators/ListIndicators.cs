using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Indicators;

internal static class ListIndicators
{
    /// <param name="Items">All of the catalogue.</param>
    public sealed record Response(IReadOnlyList<IndicatorView> Items);

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/indicators", Handle)
            .WithName(nameof(ListIndicators))
            .WithSummary(
                "List the indicators: what each counts, by which rule, what the programme aims at, and by what it can be broken down."
            )
            .HoldsNoPersonalData();

    internal static Ok<Response> Handle(HttpRequest request, IndicatorCatalogue catalogue) =>
        TypedResults.Ok(new Response([.. catalogue.All.Select(definition => IndicatorView.Of(definition, request))]));
}
