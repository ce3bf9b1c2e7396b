using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Times of an HSDS schedule by Ashgabat's clock. What has no offset from UTC is in the schedule's timezone, and without one Ashgabat's.</summary>
internal static partial class HsdsTimes
{
    private const int Ours = 5 * 60;
    private const int Day = 24 * 60;
    private const int MaxOffset = 14 * 60;

    /// <param name="timezone">Hours ahead of UTC, as HSDS has them, or an offset as +05:00.</param>
    /// <param name="minutes">Ahead of UTC.</param>
    /// <returns>False when it is neither.</returns>
    public static bool TryReadZone(JsonElement? timezone, out int minutes)
    {
        minutes = Ours;
        if (HsdsPart.Text(timezone)?.Trim() is not { Length: > 0 } text)
        {
            return true;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours) && Math.Abs(hours) * 60 <= MaxOffset)
        {
            minutes = (int)Math.Round(hours * 60);
            return true;
        }

        return OffsetPattern().IsMatch(text) && TryReadOffset(text, out minutes);
    }

    /// <param name="opens">As the file has it.</param>
    /// <param name="closes">As the file has it.</param>
    /// <param name="zone">Minutes ahead of UTC of times without an offset.</param>
    /// <returns>
    /// Hours as a cell has them, each with how many days later (or, below 0, earlier) they are in Ashgabat; hours over midnight become
    /// two. What is no time stays as it is, for the reader of the cell to reject. Null: an offset that no place has.
    /// </returns>
    public static IReadOnlyList<(int Days, string Hours)>? InAshgabat(string opens, string closes, int zone)
    {
        var (from, until) = (TimePattern().Match(opens.Trim()), TimePattern().Match(closes.Trim()));
        if (!from.Success || !until.Success)
        {
            return [(0, Without(opens) + "-" + Without(closes))];
        }

        if (!TryReadShift(from, zone, out var later) || !TryReadShift(until, zone, out var laterAtEnd))
        {
            return null;
        }

        var (begin, end) = (MinuteOf(from), MinuteOf(until));
        if ((later, laterAtEnd) is (0, 0) || (begin == end && begin > 0 && later == laterAtEnd))
        {
            return [(0, $"{from.Groups["time"].Value}-{until.Groups["time"].Value}")];
        }

        (begin, end) = (begin + later, end + laterAtEnd);
        while (end <= begin)
        {
            end += Day;
        }

        var days = (int)Math.Floor((double)begin / Day);
        (begin, end) = (begin - (days * Day), end - (days * Day));
        return end <= Day
            ? [(days, $"{Text(begin)}-{Text(end)}")]
            : [(days, $"{Text(begin)}-{Text(Day)}"), (days + 1, $"{Text(0)}-{Text(end - Day)}")];
    }

    private static bool TryReadShift(Match time, int zone, out int minutes)
    {
        var offset = zone;
        var isOffset = time.Groups["offset"] is not { Success: true, Value: var text } || TryReadOffset(text, out offset);
        minutes = Ours - offset;
        return isOffset;
    }

    private static bool TryReadOffset(string text, out int minutes)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        minutes = text is "Z" or "z" ? 0 : (Number(digits.AsSpan(1, 2)) * 60) + (digits.Length == 5 ? Number(digits.AsSpan(3, 2)) : 0);
        minutes = text[0] is '-' ? -minutes : minutes;
        return Math.Abs(minutes) <= MaxOffset;
    }

    private static int MinuteOf(Match time) => (Number(time.Groups["hour"].ValueSpan) * 60) + Number(time.Groups["minute"].ValueSpan);

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static string Without(string time) => time.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(
        "^(?<time>(?<hour>[01]?[0-9]|2[0-3]|24(?=:00)):(?<minute>[0-5][0-9]))(:00)?(?<offset>[Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?$"
    )]
    private static partial Regex TimePattern();

    [GeneratedRegex("^([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$")]
    private static partial Regex OffsetPattern();
}
