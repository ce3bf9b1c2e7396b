using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Reporting.Indicators;

/// <summary>Which table a caller of REST asks for.</summary>
internal static class IndicatorQuery
{
    /// <returns>The indicator and its dimension (null = total only), or the problem with the question.</returns>
    public static (IndicatorDefinition? Definition, Dimension? By, ProblemHttpResult? Problem) Read(
        IndicatorCatalogue catalogue,
        string code,
        string? by
    )
    {
        if (catalogue.Find(code) is not { } definition)
        {
            return (null, null, Problems.NotFound("The indicator"));
        }

        if (string.IsNullOrEmpty(by))
        {
            return (definition, null, null);
        }

        return definition.Disaggregations.Contains(by)
            ? (definition, Dimensions.All[by], null)
            : (definition, null, Problems.Invalid("by", Allowed(definition)));
    }

    public static string Allowed(IndicatorDefinition definition) =>
        definition.Disaggregations.Count == 0
            ? "This indicator cannot be broken down."
            : $"Must be one of {string.Join(", ", definition.Disaggregations)}.";
}
