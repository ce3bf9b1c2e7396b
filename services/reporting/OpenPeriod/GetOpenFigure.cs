using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.OpenPeriod;

internal static class GetOpenFigure
{
    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/open-period/{indicator}", HandleAsync)
            .WithName(nameof(GetOpenFigure))
            .WithSummary("Read a figure of the quarter that is not over: velayats by one dimension, made once a day.")
            .WithDescription(
                "Numbers about people are rounded to a multiple of 5 by chance, the same for the same people whoever asks. What a release hides is hidden "
                    + "here too. Exact figures are in the releases."
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .HoldsNoPersonalData();

    internal static async Task<Results<Ok<OpenFigure>, ProblemHttpResult>> HandleAsync(
        [MaxLength(100)] string indicator,
        [MaxLength(100)] string? by,
        IndicatorCatalogue catalogue,
        OpenFigures figures,
        CancellationToken cancellationToken
    ) =>
        catalogue.Find(indicator) is not { } definition ? Problems.NotFound("The indicator")
        : !definition.IsCount ? Problems.Invalid("indicator", "Means, medians and shares are published in releases only.")
        : by is not null && !definition.Disaggregations.Contains(by) ? Problems.Invalid("by", TableRequest.Allowed(definition))
        : TypedResults.Ok(await figures.ReadAsync(definition, by, cancellationToken));
}
