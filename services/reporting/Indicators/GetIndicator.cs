using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Indicators;

internal static class GetIndicator
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/indicators/{code}", Handle)
            .WithName(nameof(GetIndicator))
            .WithSummary(
                "Read what an indicator means. Its figures are in the releases, and rounded ones of the open quarter in open-period."
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static Results<Ok<IndicatorView>, ProblemHttpResult> Handle(
        [MaxLength(100)] string code,
        HttpRequest request,
        IndicatorCatalogue catalogue
    ) =>
        catalogue.Find(code) is { } definition
            ? TypedResults.Ok(IndicatorView.Of(definition, request))
            : Problems.NotFound("The indicator");
}
