using SocialServices.Registry.Exports;
using SocialServices.Registry.Exports.Cells;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Imports.Files;

/// <summary>
/// Opening hours of an HSDS file as the cell of a CSV file has them. What is wrong with them is found when the cell is read. The
/// register knows one usual week, which has begun and has no end, and single days with other hours.
/// </summary>
internal static class HsdsHours
{
    private const int MaxNoteLength = 200;

    /// <param name="schedules">Null, or none: the file does not say.</param>
    /// <param name="today">On which weekly hours count or not.</param>
    /// <param name="doubts">Gets why hours were left out.</param>
    public static string? Of(IReadOnlyList<HsdsFileSchedule?>? schedules, DateOnly today, List<Refusal> doubts)
    {
        var items = new List<string?[]>();
        foreach (var schedule in schedules?.OfType<HsdsFileSchedule>() ?? [])
        {
            var days = HsdsScheduleDays.Of(schedule);
            if (days.IsOver(today))
            {
                doubts.Add(Doubt("These weekly hours ended before today and were ignored.", $"{days.Until:yyyy-MM-dd}"));
            }
            else if ((days.FindRefusal(today) ?? Add(schedule, days, items, doubts)) is (var reason, var value))
            {
                doubts.Add(Doubt($"{reason} All hours of this record were left out.", value));
                return null; // some hours without the others would mislead
            }
        }

        return CellItem.WriteAll(items, words => words);
    }

    private static (string Reason, string? Value)? Add(
        HsdsFileSchedule schedule,
        HsdsScheduleDays days,
        List<string?[]> items,
        List<Refusal> doubts
    )
    {
        if (schedule is { OpensAt: null or "", ClosesAt: null or "" } && days.Weekly is null)
        {
            items.Add([days.OfException(0), "closed", CellItem.Quote(NoteOf(schedule, doubts))]);
            return null;
        }

        if (schedule.OpensAt is not { Length: > 0 } opens || schedule.ClosesAt is not { Length: > 0 } closes)
        {
            return ("A schedule says not when it opens (opens_at) or closes (closes_at).", schedule.OpensAt ?? schedule.ClosesAt);
        }

        if (!HsdsTimes.TryReadZone(schedule.Timezone, out var zone))
        {
            return ("The timezone must be hours ahead of UTC, such as 5.", HsdsPart.Text(schedule.Timezone));
        }

        if (HsdsTimes.InAshgabat(opens, closes, zone) is not { } hours)
        {
            return ("A time has an offset from UTC that no place has.", $"{opens}-{closes}");
        }

        if (days.Weekly is null && hours.Count > 1)
        {
            return ("By Ashgabat's clock, other hours of single days go over midnight, which cannot be kept.", $"{opens}-{closes}");
        }

        var note = days.Weekly is null ? CellItem.Quote(NoteOf(schedule, doubts)) : null;
        foreach (var (later, open) in hours)
        {
            if ((days.Weekly is null ? days.OfException(later) : days.OfWeek(later)) is not { } when)
            {
                return ("By Ashgabat's clock, the hours are on other days, and which these are cannot be told.", schedule.Byday);
            }

            items.Add([when, open, note]);
        }

        return null;
    }

    private static Refusal Doubt(string reason, string? value) => new(SiteColumns.OpeningHours, reason, value);

    private static string? NoteOf(HsdsFileSchedule schedule, List<Refusal> doubts)
    {
        if (schedule.Notes is not { } note || (note.Length <= MaxNoteLength && TextRules.IsPlain(note)))
        {
            return schedule.Notes;
        }

        doubts.Add(Doubt("The note is too long or has several lines: it was left out.", note));
        return null;
    }
}
