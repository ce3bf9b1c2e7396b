using System.Globalization;
using System.Text.Json;
using SocialServices.Registry.Exports.Cells;

namespace SocialServices.Registry.Imports.Files;

/// <summary>On which days the hours of an HSDS schedule count: weekdays of every week, or all days from a first to a last one.</summary>
internal sealed class HsdsScheduleDays
{
    private const string EveryDay = "mo,tu,we,th,fr,sa,su";
    private static readonly string[] Week = EveryDay.Split(',');
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyyMMdd"];

    private readonly HsdsFileSchedule schedule;
    private readonly List<(string Name, string Text)> noDates = [];

    private HsdsScheduleDays(HsdsFileSchedule schedule)
    {
        this.schedule = schedule;
        var (begins, ends) = (Date("dtstart", HsdsPart.Text(schedule.Dtstart)), Date("until", HsdsPart.Text(schedule.Until)));
        var (validFrom, validTo) = (Date("valid_from", schedule.ValidFrom), Date("valid_to", schedule.ValidTo));
        From = begins is null || validFrom > begins ? validFrom : begins;
        Until = ends is null || validTo < ends ? validTo : ends;
        Weekly = WeeklyOf(begins);
    }

    /// <summary>Weekdays as a cell has them; null when it counts on all days from the first to the last.</summary>
    public string? Weekly { get; }

    public DateOnly? From { get; }
    public DateOnly? Until { get; }

    public static HsdsScheduleDays Of(HsdsFileSchedule schedule) => new(schedule);

    /// <summary>Weekly hours that do not count any more. Of single days it may be known that they were different.</summary>
    public bool IsOver(DateOnly today) => Weekly is not null && Until < today;

    /// <summary>Why the register cannot keep it.</summary>
    public (string Reason, string? Value)? FindRefusal(DateOnly today)
    {
        (string Name, JsonElement? Value)[] rules =
        [
            ("interval", HsdsPart.Text(schedule.Interval) is "1" or "1.0" ? null : schedule.Interval),
            ("count", schedule.Count),
            ("bymonthday", schedule.Bymonthday),
            ("byweekno", schedule.Byweekno),
            ("byyearday", schedule.Byyearday),
        ];
        return schedule.Freq?.ToUpperInvariant() is not (null or "" or "WEEKLY" or "DAILY")
                ? ("Only schedules by the week are kept (freq).", schedule.Freq)
            : Array.Find(rules, rule => HsdsPart.Text(rule.Value) is not null) is { Name: { } name } rule
                ? ($"Only schedules of every week are kept ({name}).", HsdsPart.Text(rule.Value))
            : noDates is [var (wrong, text), ..] ? ($"Must be a day as 2021-11-24 ({wrong}).", text)
            : Weekly is null && (From is null || Until is null)
                ? ("On which weekdays the hours count is not said (byday).", schedule.OpensAt)
            : Weekly is not null && From > today ? ("Weekly hours that begin after today cannot be kept.", $"{From:yyyy-MM-dd}")
            : Weekly is not null && Until is not null ? ("Weekly hours that end on a day cannot be kept.", $"{Until:yyyy-MM-dd}")
            : null;
    }

    /// <returns>Null when the days cannot be told.</returns>
    public string? OfWeek(int later)
    {
        if (later == 0)
        {
            return Weekly;
        }

        var days = Weekly!.Split(',').Select(day => Array.IndexOf(Week, day)).ToList();
        return days.Contains(-1) ? null : string.Join(',', days.Select(day => Week[(day + later + Week.Length) % Week.Length]));
    }

    /// <returns>Null when the days cannot be told.</returns>
    public string? OfException(int later) =>
        From is { } from
        && Until is { } until
        && Math.Min(from.DayNumber, until.DayNumber) + later >= DateOnly.MinValue.DayNumber
        && Math.Max(from.DayNumber, until.DayNumber) + later <= DateOnly.MaxValue.DayNumber
            ? Days.Of(from.AddDays(later), until.AddDays(later))
            : null;

    private string? WeeklyOf(DateOnly? begins)
    {
        var days = schedule.Byday?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        var isDaily = schedule.Freq?.ToUpperInvariant() is "DAILY";
        return days is null or ""
            ? isDaily
                ? From is null || Until is null
                    ? EveryDay
                    : null
                : begins is { } first
                    ? Week[((int)first.DayOfWeek + 6) % Week.Length]
                    : null
            : From is not null && Until is not null && Array.TrueForAll(Week, day => days.Split(',').Contains(day))
                ? null
                : days;
    }

    private DateOnly? Date(string name, string? text)
    {
        if (text is null or "")
        {
            return null;
        }

        // Of a moment, as iCal may have it, the day.
        if (DateOnly.TryParseExact(text.Split('T', ' ')[0], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        noDates.Add((name, text));
        return null;
    }
}
