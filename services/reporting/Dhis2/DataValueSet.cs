using System.Globalization;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;

namespace SocialServices.Reporting.Dhis2;

/// <summary>Data values of DHIS2, by codes.</summary>
/// <param name="DataSet">Code.</param>
/// <param name="CompleteDate">The day from which the set is complete; absent in a dry run.</param>
/// <param name="Period">Of the set.</param>
/// <param name="OrgUnit">Of the set.</param>
/// <param name="DataValues">A hidden number is a 1 at an element of its own, a missing one is not there, a 0 is a 0.</param>
internal sealed record DataValueSet(
    string DataSet,
    string? CompleteDate,
    string? Period,
    string? OrgUnit,
    IReadOnlyList<DataValue> DataValues
)
{
    /// <summary>The element that takes the place of a number that is not shown, so that a reader can tell hidden from missing.</summary>
    public const string HiddenSuffix = "_HIDDEN";

    /// <summary>
    /// What a release tells by velayat and one dimension at most. Codes of ours that DHIS2 does not know are conflicts there, and are not
    /// mapped here.
    /// </summary>
    public static DataValueSet Of(ReadableRelease release, Dhis2Options options, DateOnly? complete) =>
        new(
            options.DataSet,
            complete is null ? null : $"{complete:yyyy-MM-dd}",
            PeriodOf(release.Content.Period),
            options.Country,
            [
                .. release
                    .Content.Tables.Where(table => PeriodOf(table.Period) is not null)
                    .SelectMany(table => ValuesOf(table, options))
                    .DistinctBy(value => (value.DataElement, value.Period, value.OrgUnit, value.CategoryOptionCombo)),
            ]
        );

    private static IEnumerable<DataValue> ValuesOf(ReleaseTable table, Dhis2Options options)
    {
        var place = table.By.ToList().IndexOf("place");
        foreach (var cell in table.Cells.Where(cell => cell.Status is not CellStatus.NotAvailable))
        {
            var categories = cell
                .At.Select((code, i) => (Dimension: table.By[i], Code: code))
                .Where((at, i) => i != place && at.Code is not "total")
                .ToList();
            if (categories.Count > 1 || (place >= 0 && cell.At[place] is not "total" && !Dimensions.Velayats.Contains(cell.At[place])))
            {
                continue;
            }

            var isHidden = cell.Status is CellStatus.Hidden;
            yield return new DataValue(
                CodeOf(table.Indicator) + (isHidden ? HiddenSuffix : ""),
                PeriodOf(table.Period)!,
                place >= 0 && cell.At[place] is not "total" ? cell.At[place] : options.Country,
                categories is [var one] ? $"{CodeOf(one.Dimension)}_{CodeOf(one.Code)}" : "default",
                isHidden ? "1" : (cell.Value ?? 0).ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    /// <returns>2021, 2021Q4 or 202110; null for what DHIS2 has no period for.</returns>
    public static string? PeriodOf(string period) =>
        Indicators.Period.KindOf(period) switch
        {
            "year" => period,
            "quarter" => period.Replace("-", "", StringComparison.Ordinal),
            "month" => period.Replace("-", "", StringComparison.Ordinal),
            _ => null,
        };

    private static string CodeOf(string code) => code.ToUpperInvariant().Replace('-', '_').Replace("+", "_PLUS", StringComparison.Ordinal);
}

/// <summary>One number for DHIS2.</summary>
internal sealed record DataValue(string DataElement, string Period, string OrgUnit, string CategoryOptionCombo, string Value);
