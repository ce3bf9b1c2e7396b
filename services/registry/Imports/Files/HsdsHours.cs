using System.Text.RegularExpressions;
using SocialServices.Registry.Imports.Cells;
using SocialServices.Registry.Imports.Rows;
using SocialServices.Registry.Records;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Opening hours of an HSDS file as the cell of a CSV file has them. What is wrong with them is found when the cell is read.</summary>
internal static partial class HsdsHours
{
    private const string Ours = "+05:00";
    private const int MaxNoteLength = 200;

    /// <param name="schedules">Null, or none: the file does not say.</param>
    /// <param name="doubts">Gets why hours were left out.</param>
    public static string? Of(IReadOnlyList<HsdsFileSchedule?>? schedules, List<RowFault> doubts)
    {
        var items = new List<string?[]>();
        foreach (var schedule in schedules?.OfType<HsdsFileSchedule>() ?? [])
        {
            if (ItemOf(schedule, doubts) is not { } item)
            {
                doubts.Add(
                    new RowFault(
                        SiteColumns.OpeningHours,
                        "Schedules that are not by the week, or not in Ashgabat's time, are not understood: the hours were left out.",
                        schedule.Freq ?? schedule.OpensAt
                    )
                );
                return null; // some hours without the others would mislead
            }

            items.Add(item);
        }

        return CellItem.WriteAll(items, words => words);
    }

    private static string?[]? ItemOf(HsdsFileSchedule schedule, List<RowFault> doubts)
    {
        var (opens, closes) = (TimeOf(schedule.OpensAt), TimeOf(schedule.ClosesAt));
        var hours = opens is null && closes is null ? "closed" : $"{opens}-{closes}";
        var isKnown =
            schedule.Freq?.ToUpperInvariant() is null or "WEEKLY" or "DAILY"
            && opens is not ""
            && closes is not ""
            && !IsRestricted(schedule);
        return (schedule.Byday, schedule.ValidFrom, schedule.ValidTo) switch
        {
            _ when !isKnown => null,
            (null or "", { } from, { } until) => [$"{from}..{until}", hours, CellItem.Quote(NoteOf(schedule, doubts))],
            ({ Length: > 0 } days, null, null) when opens is not null =>
            [
                days.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
                hours,
            ],
            _ when schedule is { ValidFrom: null, ValidTo: null } && schedule.Freq?.ToUpperInvariant() is "DAILY" && opens is not null =>
            [
                "mo-su",
                hours,
            ],
            _ => null,
        };
    }

    private static bool IsRestricted(HsdsFileSchedule schedule) =>
        (schedule.Dtstart ?? schedule.Until ?? schedule.Count ?? schedule.Bymonthday ?? schedule.Byweekno ?? schedule.Byyearday) is not null
        || schedule.Interval is { } interval && interval.ToString() is not "1";

    /// <returns>Null when there is none, nothing when it is by another clock.</returns>
    private static string? TimeOf(string? time) =>
        time is null or "" ? null
        : TimePattern().Match(time) is { Success: true } match
            ? match.Groups["offset"] is { Success: true, Value: not Ours } ? ""
                : match.Groups["time"].Value
        : time.Replace(" ", "", StringComparison.Ordinal);

    private static string? NoteOf(HsdsFileSchedule schedule, List<RowFault> doubts)
    {
        if (schedule.Notes is not { } note || (note.Length <= MaxNoteLength && TextRules.IsPlain(note)))
        {
            return schedule.Notes;
        }

        doubts.Add(new RowFault(SiteColumns.OpeningHours, "The note is too long or has several lines: it was left out.", note));
        return null;
    }

    [GeneratedRegex("^(?<time>[0-9]{1,2}:[0-9]{2})(:00)?(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?$")]
    private static partial Regex TimePattern();
}
