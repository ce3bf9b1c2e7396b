using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocialServices.Registry.Imports.Rows;

namespace SocialServices.Registry.Imports.Files;

/// <summary>
/// From when till when, by clocks in Ashgabat. A time says its offset from UTC itself (<c>09:00+05:00</c>), or the schedule's <c>timezone</c> says it
/// in hours; where neither does, it is Ashgabat's.
/// </summary>
/// <param name="Opens">Null when closed; as the file has it when it is no time.</param>
/// <param name="Closes">Likewise.</param>
/// <param name="Days">By how many days the opening moves to be a time in Ashgabat: -1, 0 or 1.</param>
/// <param name="IsMovedOverMidnight">In Ashgabat it lies on other days than in the file.</param>
internal sealed partial record HsdsTime(string? Opens, string? Closes, int Days, bool IsMovedOverMidnight)
{
    private const int Ours = 5 * 60;
    private const int Midnight = 24 * 60;

    public override string ToString() => Opens is null && Closes is null ? "closed" : $"{Opens}-{Closes}";

    /// <returns>Null when the file says an offset that is none; then the row must be rejected.</returns>
    public static HsdsTime? Read(HsdsFileSchedule schedule, out RowFault? fault)
    {
        fault = null;
        if (OffsetOf(schedule.Timezone) is not { } offset)
        {
            fault = new RowFault(
                SiteColumns.OpeningHours,
                "A schedule's timezone must be hours ahead of UTC from -12 to 14, which is 5 in Ashgabat.",
                schedule.Timezone?.ToString()
            );
            return null;
        }

        var (opens, closes) = (Minute(schedule.OpensAt, offset), Minute(schedule.ClosesAt, offset));
        return opens is { } first && closes is { } last
            ? Moved(first.Minute, first.Shift, last.Minute + last.Shift - first.Shift)
            : new HsdsTime(AsIs(schedule.OpensAt), AsIs(schedule.ClosesAt), 0, false);
    }

    private static HsdsTime Moved(int opens, int shift, int closes)
    {
        if (shift == 0)
        {
            return new HsdsTime(Text(opens), Text(closes), 0, false);
        }

        var length = closes > opens ? closes - opens : closes - opens + Midnight;
        var days = (int)Math.Floor((opens + shift) / (double)Midnight);
        var begin = opens + shift - (days * Midnight);
        return new HsdsTime(
            Text(begin),
            Text(begin + length > Midnight ? begin + length - Midnight : begin + length),
            days,
            days != 0 || begin + length > Midnight
        );
    }

    // Minutes of the day as the file has them, and how much later clocks in Ashgabat show them; null when there is none.
    private static (int Minute, int Shift)? Minute(string? time, int offset) =>
        time is not null && TimePattern().Match(time.Trim()) is { Success: true } match
            ? (
                (Number(match, "hour") * 60) + Number(match, "minute"),
                Ours - (match.Groups["offset"] is { Success: true, Value: var own } ? OffsetOf(own) : offset)
            )
            : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int OffsetOf(string text) =>
        text is "Z" or "z"
            ? 0
            : (text[0] is '-' ? -1 : 1)
                * (
                    (int.Parse(text.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture) * 60)
                    + int.Parse(text.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture)
                );

    private static int? OffsetOf(JsonElement? timezone)
    {
        if (timezone is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given || given.ToString().Trim() is "" or "Asia/Ashgabat")
        {
            return Ours;
        }

        return decimal.TryParse(given.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var hours) && hours is >= -12 and <= 14
            ? (int)(hours * 60)
            : null;
    }

    private static string Text(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static string? AsIs(string? time) => string.IsNullOrWhiteSpace(time) ? null : time.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex("^(?<hour>[0-9]{1,2}):(?<minute>[0-5][0-9])(:[0-5][0-9])?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?$")]
    private static partial Regex TimePattern();
}
