using System.Text.RegularExpressions;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>
/// When a site is open: <c>mo-fr 09:00-13:00,14:00-18:00; sa 10:00-13:00; 2021-12-31..2022-01-02 closed "New Year"; 2022-03-07 09:00-12:00</c>.
/// <c>closed</c> alone: never. Weekly hours over midnight (<c>mo-su 22:00-06:00</c>) are two, until the day's end and from the beginning of the
/// next day, and are written so.
/// </summary>
internal static partial class ScheduleText
{
    private const string Never = "closed";
    private const string HoursExpected = "Must be hours as 09:00-17:00; the end of the day is 24:00.";
    private const string ExceptionOverMidnight = "On single days hours end at 24:00 at the latest: say also all hours of the day after.";
    private const string Midnight = "00:00";
    private const string MidnightAfter = "24:00";
    private const string DaysExpected = "Must be weekdays as mo-fr or mo,we, or days as 2021-12-31..2022-01-02.";

    // As a week goes here.
    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
        DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    public static string? Of(Schedule? schedule)
    {
        if (schedule is null)
        {
            return null;
        }

        var ordered = schedule.InOrder();
        var exceptions = ordered.Exceptions.Select(exception =>
            new[]
            {
                exception.From == exception.Until ? Days.Of(exception.From) : Days.Of(exception.From, exception.Until),
                exception.Closed ? Never : $"{exception.Opens}-{exception.Closes}",
                CellItem.Quote(exception.Note),
            }
        );
        return CellItem.WriteAll([.. WeeklyOf(ordered.Weekly), .. exceptions], words => words) ?? Never;
    }

    public static Schedule? Read(IReadOnlyList<CellItem> items, out CellFault? fault)
    {
        var (weekly, exceptions) = (new List<OpeningHours>(), new List<ScheduleException>());
        foreach (var item in items)
        {
            var isNever = items.Count == 1 && item.Words is [var word] && IsNever(word);
            if (!isNever && ReadItem(item, weekly, exceptions) is { } reason)
            {
                fault = new CellFault(reason, item.ToString());
                return null;
            }
        }

        var schedule = new Schedule(weekly, exceptions);
        var wrong = Form.FindRefusal(schedule) ?? schedule.FindErrors("").Select(error => error.Reason).FirstOrDefault();
        fault = wrong is null ? null : new CellFault(wrong);
        return schedule;
    }

    private static IEnumerable<string?[]> WeeklyOf(IReadOnlyList<OpeningHours> weekly)
    {
        var days = Week.Select(day =>
                string.Join(',', weekly.Where(hours => hours.Weekday == day).Select(hours => $"{hours.Opens}-{hours.Closes}"))
            )
            .ToArray();
        for (var (from, until) = (0, 0); from < days.Length; from = until)
        {
            while (until < days.Length && days[until] == days[from])
            {
                until++;
            }

            if (days[from].Length > 0)
            {
                yield return [until - from == 1 ? NameOf(Week[from]) : $"{NameOf(Week[from])}-{NameOf(Week[until - 1])}", days[from]];
            }
        }
    }

    private static string NameOf(DayOfWeek day) => day.ToString()[..2].ToLowerInvariant();

    private static bool IsNever(CellWord word) => !word.IsQuoted && word.Text.ToLowerInvariant() is Never or "off";

    private static string? ReadItem(CellItem item, List<OpeningHours> weekly, List<ScheduleException> exceptions)
    {
        var words = item.Words;
        if (Days.TryRead(words[0].Text, out DateOnly day))
        {
            return ReadException(day, day, words, exceptions);
        }

        if (Days.TryRead(words[0].Text, out var from, out var until))
        {
            return from is { } first && until is { } last ? ReadException(first, last, words, exceptions) : DaysExpected;
        }

        // "mo, we" is two words of days.
        var dayWords = words
            .TakeWhile(
                (word, index) =>
                    word is { IsQuoted: false, Text: not [>= '0' and <= '9', ..] } && (index == 0 || words[index - 1].Text.EndsWith(','))
            )
            .ToList();
        return ReadDays(string.Concat(dayWords.Select(word => word.Text))) is { } days
            ? ReadWeekly(days, [.. words.Skip(dayWords.Count)], weekly)
            : DaysExpected;
    }

    private static string? ReadWeekly(IReadOnlyList<DayOfWeek> days, IReadOnlyList<CellWord> words, List<OpeningHours> weekly)
    {
        if (words is [var word] && IsNever(word))
        {
            return null;
        }

        if (ReadHours(words) is not { } hours)
        {
            return HoursExpected;
        }

        weekly.AddRange(days.SelectMany(day => hours.SelectMany(open => Split(day, open.Opens, open.Closes))));
        return null;
    }

    private static OpeningHours[] Split(DayOfWeek day, string opens, string closes) =>
        IsOverMidnight(opens, closes)
            ? [new(day, opens, MidnightAfter), new((DayOfWeek)(((int)day + 1) % Week.Length), Midnight, closes)]
            : [new(day, opens, closes)];

    private static bool IsOverMidnight(string opens, string closes) => Clock.Minute(closes) < Clock.Minute(opens);

    private static string? ReadException(DateOnly from, DateOnly until, IReadOnlyList<CellWord> words, List<ScheduleException> exceptions)
    {
        var note = words is [_, _, .., { IsQuoted: true } last] ? last.Text : null;
        var said = words.Skip(1).SkipLast(note is null ? 0 : 1).ToList();
        var read =
            said is [var word] && IsNever(word)
                ? [new ScheduleException(from, until, Closed: true, Note: note)]
                : ReadHours(said)?.Select(open => new ScheduleException(from, until, false, open.Opens, open.Closes, note)).ToArray();
        if (read is null)
        {
            return HoursExpected;
        }

        // Not split: on a day with exceptions its usual hours do not count, and the next day has perhaps some of its own.
        if (read.Any(exception => !exception.Closed && IsOverMidnight(exception.Opens!, exception.Closes!)))
        {
            return ExceptionOverMidnight;
        }

        exceptions.AddRange(read);
        return read.Select(Form.FindRefusal).FirstOrDefault(fault => fault is not null);
    }

    // "mo-fr", "mo,we", "monday"; nothing is every day.
    private static List<DayOfWeek>? ReadDays(string text)
    {
        if (text is "")
        {
            return [.. Week];
        }

        var days = new List<DayOfWeek>();
        foreach (var part in text.ToLowerInvariant().TrimEnd(',').Split(','))
        {
            var ends = part.Split('-')
                .Select(name =>
                    name.Length < 2 ? -1 : Array.FindIndex(Week, day => day.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase))
                )
                .ToArray();
            if (ends.Length > 2 || ends.Contains(-1))
            {
                return null;
            }

            var count = ((ends[^1] - ends[0] + Week.Length) % Week.Length) + 1; // sa-mo goes over the end of the week
            days.AddRange(Enumerable.Range(ends[0], count).Select(day => Week[day % Week.Length]));
        }

        return days;
    }

    private static List<(string Opens, string Closes)>? ReadHours(IReadOnlyList<CellWord> words)
    {
        var hours = string.Concat(words.Select(word => word.IsQuoted ? "\"" : word.Text))
            .Split(',')
            .Select(open => HoursPattern().Match(open))
            .ToList();
        return hours.TrueForAll(open => open.Success)
            ? hours.ConvertAll(open =>
                (Hour(open.Groups[1].Value), Hour(open.Groups[2].Value) is var closes and not Midnight ? closes : MidnightAfter)
            )
            : null;
    }

    private static string Hour(string time) => time.PadLeft(Midnight.Length, '0');

    [GeneratedRegex("^((?:[01]?[0-9]|2[0-3]):[0-5][0-9])[-–]((?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
    private static partial Regex HoursPattern();
}
