using System.ComponentModel.DataAnnotations;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Releases;

/// <summary>A table that a release is to have.</summary>
/// <param name="Indicator">Code.</param>
/// <param name="By">Up to three of the indicator's dimensions.</param>
/// <param name="Every">month or quarter: a table for each in the period, besides the one for all of it.</param>
public sealed record TableRequest(
    [property: Required, MaxLength(100)] string Indicator,
    [property: Required, MaxLength(3), NoNulls] IReadOnlyList<string> By,
    [property: MaxLength(10)] string? Every = null
)
{
    internal const int MaxTables = 60;

    /// <returns>Null when it can be counted.</returns>
    internal static Refusal? Check(IndicatorCatalogue catalogue, TableRequest request, int number)
    {
        var field = $"tables[{number}]";
        if (catalogue.Find(request.Indicator) is not { } definition)
        {
            return new Refusal($"{field}.indicator", "There is no such indicator.");
        }

        if (
            request.By.FirstOrDefault(by => !definition.Disaggregations.Contains(by)) is not null
            || request.By.Distinct().Count() < request.By.Count
        )
        {
            return new Refusal($"{field}.by", Allowed(definition));
        }

        if (!definition.IsCount && request.By.Count > 1)
        {
            return new Refusal($"{field}.by", "Means, medians and shares can be broken down by one dimension.");
        }

        return request.Every is null or "month" or "quarter" && (request.Every is null || !definition.Stock)
            ? null
            : new Refusal($"{field}.every", "Must be month or quarter, and only for what happens in a time.");
    }

    internal static string Allowed(IndicatorDefinition definition) =>
        definition.Disaggregations.Count == 0
            ? "This indicator cannot be broken down."
            : $"Must be of {string.Join(", ", definition.Disaggregations)}, each once.";

    /// <summary>The periods to count: the whole, then its parts.</summary>
    internal IEnumerable<Period> PeriodsIn(Period whole)
    {
        yield return whole;
        var step = Every switch
        {
            "month" => 1,
            "quarter" => 3,
            _ => 0,
        };
        for (var day = whole.From; step > 0 && day < whole.To; day = day.AddMonths(step))
        {
            var part = Period.Parse(step == 1 ? $"{day.Year}-{day.Month:00}" : $"{day.Year}-Q{(day.Month + 2) / 3}")!;
            if (whole.Includes(part))
            {
                yield return part;
            }
        }
    }
}
