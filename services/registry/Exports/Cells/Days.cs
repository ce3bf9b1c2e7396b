using System.Globalization;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>Days and times between two days: <c>2021-09-01..2022-06-30</c>, with an end left out that is not known or open.</summary>
internal static class Days
{
    public const string Expected = "Must be a day as 2021-11-24.";
    public const string PeriodExpected = "Must be days as 2021-09-01..2022-06-30; an end that is open is left out.";
    private const string Between = "..";

    private static readonly string[] Forms = ["yyyy-MM-dd", "dd.MM.yyyy"];

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <returns>Null when neither end is known.</returns>
    public static string? Of(DateOnly? from, DateOnly? until) =>
        from is null && until is null ? null : $"{(from is { } first ? Of(first) : "")}{Between}{(until is { } last ? Of(last) : "")}";

    public static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <returns>False for what is no period, or one without ends.</returns>
    public static bool TryRead(string text, out DateOnly? from, out DateOnly? until)
    {
        (from, until) = (null, null);
        return text.Split(Between) is [var first, var last]
            && first.Length + last.Length > 0
            && TryReadEnd(first, ref from)
            && TryReadEnd(last, ref until);
    }

    private static bool TryReadEnd(string text, ref DateOnly? end)
    {
        if (text.Length > 0)
        {
            if (!TryRead(text, out var day))
            {
                return false;
            }

            end = day;
        }

        return true;
    }
}
