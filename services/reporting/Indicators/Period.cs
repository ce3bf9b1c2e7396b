using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialServices.Reporting.Indicators;

/// <summary>
/// A closed span of days in Ashgabat: a month (2021-10), a quarter (2021-Q4), a year (2021) or several years (2020/2022).
/// </summary>
/// <param name="Code">As it is written.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal sealed partial record Period(string Code, DateOnly From, DateOnly To)
{
    private const int MaxYears = 10;

    /// <summary>Describes what may be asked for, for refusals.</summary>
    public const string Allowed = "Must be a year (2021), a quarter (2021-Q4), a month (2021-10) or years (2020/2022), from 2000 on.";

    /// <returns>Null for a period that does not exist.</returns>
    public static Period? Parse(string? code)
    {
        if (code is null || Pattern().Match(code) is not { Success: true } match)
        {
            return null;
        }

        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var year = Number("year");
        var (from, months) =
            match.Groups["quarter"].Success ? (new DateOnly(year, (3 * Number("quarter")) - 2, 1), 3)
            : match.Groups["month"].Success ? (new DateOnly(year, Number("month"), 1), 1)
            : (new DateOnly(year, 1, 1), 12 * (match.Groups["last"].Success ? Number("last") - year + 1 : 1));
        return months is > 0 and <= 12 * MaxYears && (!match.Groups["last"].Success || months > 12)
            ? new Period(code, from, from.AddMonths(months).AddDays(-1))
            : null;
    }

    /// <summary>The quarter that a day lies in.</summary>
    public static Period QuarterOf(DateOnly day) => Parse($"{day.Year}-Q{(day.Month + 2) / 3}")!;

    /// <summary>Whether the other one lies in this one and is shorter.</summary>
    public bool Includes(Period other) => From <= other.From && other.To <= To && this != other;

    /// <summary>Periods of one kind do not overlap, but for spans of years.</summary>
    public static string KindOf(string code) =>
        code.Contains('/') ? code
        : code.Contains('Q') ? "quarter"
        : code.Length > 4 ? "month"
        : "year";

    public bool Overlaps(Period other) => From <= other.To && other.From <= To;

    public int Days => To.DayNumber - From.DayNumber + 1;

    [GeneratedRegex(
        "^(?<year>20[0-9]{2})(?:-Q(?<quarter>[1-4])|-(?<month>0[1-9]|1[0-2])|/(?<last>20[0-9]{2}))?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}
