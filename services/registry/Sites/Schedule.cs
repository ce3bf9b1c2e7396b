using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

/// <summary>When a site is open, in Ashgabat's time. A site without one may be open or not: nobody has said.</summary>
/// <param name="Weekly">The usual hours, several a day if need be; they do not overlap. Empty: only as the exceptions say.</param>
/// <param name="Exceptions">Holidays, repairs, other hours in summer; they do not contradict each other.</param>
public sealed record Schedule(
    [property: Required, MaxLength(50), NoNulls] IReadOnlyList<OpeningHours> Weekly,
    [property: Required, MaxLength(100), NoNulls] IReadOnlyList<ScheduleException> Exceptions
)
{
    /// <summary>The same hours and exceptions, as they follow each other in time.</summary>
    public Schedule InOrder() =>
        new(
            [.. Weekly.OrderBy(hours => ((int)hours.Weekday + 6) % 7).ThenBy(hours => hours.Opens, StringComparer.Ordinal)],
            [.. Exceptions.OrderBy(e => e.From).ThenBy(e => e.Until).ThenBy(e => e.Opens, StringComparer.Ordinal)]
        );

    /// <summary>Says the same, in whatever order.</summary>
    public bool Means(Schedule other) =>
        (InOrder(), other.InOrder()) is var (mine, others)
        && mine.Weekly.SequenceEqual(others.Weekly)
        && mine.Exceptions.SequenceEqual(others.Exceptions);

    /// <summary>The same as <see cref="Searching.OpenHours"/> asks of the database.</summary>
    /// <param name="local">In Ashgabat.</param>
    public bool IsOpenAt(DateTime local)
    {
        var (day, minute) = (DateOnly.FromDateTime(local), (int)local.TimeOfDay.TotalMinutes);
        var exceptions = Exceptions.Where(e => e.Covers(day)).ToList();
        return exceptions.Count > 0
            ? exceptions.Any(e => !e.Closed && Clock.Minute(e.Opens!) <= minute && minute < Clock.Minute(e.Closes!))
            : Weekly.Any(h => h.Weekday == local.DayOfWeek && Clock.Minute(h.Opens) <= minute && minute < Clock.Minute(h.Closes));
    }

    /// <summary>What makes no sense, by field, where <paramref name="field"/> is the schedule's own. The form is checked before.</summary>
    public IEnumerable<(string Field, string Reason)> FindErrors(string field)
    {
        foreach (var (index, hours) in Weekly.Index())
        {
            if (Clock.Minute(hours.Closes) <= Clock.Minute(hours.Opens))
            {
                yield return ($"{field}.weekly[{index}].closes", "Must be later than it opens.");
            }
            else if (
                Weekly
                    .Take(index)
                    .Any(earlier => earlier.Weekday == hours.Weekday && Overlap(earlier.Opens, earlier.Closes, hours.Opens, hours.Closes))
            )
            {
                yield return ($"{field}.weekly[{index}]", "Overlaps with other hours of that day.");
            }
        }

        foreach (var (index, exception) in Exceptions.Index())
        {
            var at = $"{field}.exceptions[{index}]";
            if (exception.Until < exception.From)
            {
                yield return ($"{at}.until", "Must not be before it begins.");
            }
            else if (exception.Closed != exception.Opens is null || exception.Closed != exception.Closes is null)
            {
                yield return (
                    $"{at}.{(exception.Closed ? "closed" : exception.Opens is null ? "opens" : "closes")}",
                    "Either closed, or from when till when it is open."
                );
            }
            else if (!exception.Closed && Clock.Minute(exception.Closes!) <= Clock.Minute(exception.Opens!))
            {
                yield return ($"{at}.closes", "Must be later than it opens.");
            }
            else if (Exceptions.Take(index).Any(earlier => Contradict(earlier, exception)))
            {
                yield return (at, "Contradicts another exception of the same days.");
            }
        }
    }

    private static bool Contradict(ScheduleException one, ScheduleException other) =>
        one.From <= other.Until
        && other.From <= one.Until
        && (
            one.Closed
            || other.Closed
            || one.Opens is null
            || one.Closes is null
            || Overlap(one.Opens, one.Closes, other.Opens!, other.Closes!)
        );

    private static bool Overlap(string opens, string closes, string otherOpens, string otherCloses) =>
        Clock.Minute(opens) < Clock.Minute(otherCloses) && Clock.Minute(otherOpens) < Clock.Minute(closes);
}
