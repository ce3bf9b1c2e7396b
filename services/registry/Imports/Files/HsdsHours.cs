using System.Globalization;
using System.Text.Json;
using SocialServices.Registry.Imports.Cells;
using SocialServices.Registry.Imports.Rows;
using SocialServices.Registry.Records;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Opening hours of an HSDS file as the cell of a CSV file has them. What is wrong with a time or a weekday is found when the cell is read.</summary>
/// <param name="today">In Ashgabat: the register keeps the hours that are in force.</param>
/// <param name="faults">Gets what rejects the row.</param>
/// <param name="doubts">Gets what was left out, and why.</param>
internal sealed class HsdsHours(DateOnly today, List<RowFault> faults, List<RowFault> doubts)
{
    private const int LongestNote = 200;

    /// <param name="schedules">Null, or none: the file does not say.</param>
    public string? Of(IReadOnlyList<HsdsFileSchedule?>? schedules)
    {
        var items = new List<string?[]>();
        foreach (var schedule in schedules?.OfType<HsdsFileSchedule>() ?? [])
        {
            if (FindUnknown(schedule) is (var reason, var value))
            {
                Doubt($"{reason} All hours were left out: some without the others would mislead.", value);
                return null;
            }

            if (HsdsTime.Read(schedule, out var wrong) is not { } time)
            {
                faults.Add(wrong!);
            }
            else if (ItemOf(schedule, time) is { } item)
            {
                items.Add(item);
            }
        }

        return CellItem.WriteAll(items, words => words);
    }

    private static (string Reason, string? Value)? FindUnknown(HsdsFileSchedule schedule)
    {
        if (schedule.Freq?.ToUpperInvariant() is not (null or "" or "WEEKLY" or "DAILY"))
        {
            return ("Schedules are understood by the week and by the day (freq).", schedule.Freq);
        }

        (string Name, JsonElement? Value)[] members =
        [
            ("count", schedule.Count),
            ("bymonthday", schedule.Bymonthday),
            ("byweekno", schedule.Byweekno),
            ("byyearday", schedule.Byyearday),
            ("interval", TextOf(schedule.Interval) is "1" ? null : schedule.Interval),
        ];
        foreach (var (name, member) in members)
        {
            if (TextOf(member) is { } value)
            {
                return ($"Schedules with {name} are not understood.", value);
            }
        }

        foreach (var (name, day) in new[] { ("dtstart", TextOf(schedule.Dtstart)), ("until", TextOf(schedule.Until)) })
        {
            if (day is not null && DayOf(day) is null)
            {
                return ($"The schedule's {name} is not a date as 2021-11-24.", day);
            }
        }

        return null;
    }

    private string?[]? ItemOf(HsdsFileSchedule schedule, HsdsTime time)
    {
        var (from, until) = (Given(schedule.ValidFrom) ?? TextOf(schedule.Dtstart), Given(schedule.ValidTo) ?? TextOf(schedule.Until));
        var days = Given(schedule.Byday)?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        days ??= IsDaily(schedule) && (from is null || until is null) ? "mo-su" : null;
        return days switch
        {
            { } weekly => Weekly(time, weekly, from, until),
            null when from is not null && until is not null => Exception(schedule, time, from, until),
            null when DayOf(TextOf(schedule.Dtstart)) is { } first => Weekly(time, NameOf(first.DayOfWeek), from, until), // RFC 5545: the weekday of its first day
            null => LeaveOut("A schedule says neither weekdays (byday) nor a first and a last day: these hours were left out.", time.ToString()),
        };
    }

    private string?[]? Weekly(HsdsTime time, string days, string? from, string? until)
    {
        if (DayOf(from) is { } first && first > today)
        {
            return LeaveOut($"These hours begin on {first:yyyy-MM-dd}, and the register keeps those of today: they were left out.", time.ToString());
        }

        if (DayOf(until) is { } last)
        {
            if (last < today)
            {
                return LeaveOut($"These hours ended on {last:yyyy-MM-dd}: they were left out.", time.ToString());
            }

            Doubt($"These hours end on {last:yyyy-MM-dd}. The register keeps weekly hours without an end: change them then.", time.ToString());
        }

        return [time.Days == 0 ? days : ScheduleText.Move(days, time.Days) ?? days, time.ToString()];
    }

    private string?[]? Exception(HsdsFileSchedule schedule, HsdsTime time, string from, string until) =>
        time.IsMovedOverMidnight
            ? LeaveOut("In Ashgabat these hours lie on two days: an exception was left out.", $"{from}..{until} {schedule.OpensAt}-{schedule.ClosesAt}")
            : [$"{Day(from)}..{Day(until)}", time.ToString(), CellItem.Quote(NoteOf(schedule))];

    private string?[]? LeaveOut(string reason, string? value)
    {
        Doubt(reason, value);
        return null;
    }

    private void Doubt(string reason, string? value) => doubts.Add(new RowFault(SiteColumns.OpeningHours, reason, value));

    private string? NoteOf(HsdsFileSchedule schedule)
    {
        if (schedule.Notes is not { } note || (note.Length <= LongestNote && TextRules.IsPlain(note)))
        {
            return schedule.Notes;
        }

        Doubt("The note is too long or has several lines: it was left out.", note);
        return null;
    }

    private static bool IsDaily(HsdsFileSchedule schedule) => schedule.Freq?.ToUpperInvariant() is "DAILY";

    private static string NameOf(DayOfWeek day) => day.ToString()[..2].ToLowerInvariant();

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? TextOf(JsonElement? member) =>
        member is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? Given(value.ToString()) : null;

    // Also of a date with a time.
    private static DateOnly? DayOf(string? text) =>
        text is { Length: >= 10 }
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static string Day(string text) => DayOf(text) is { } day ? Days.Of(day) : text;
}
