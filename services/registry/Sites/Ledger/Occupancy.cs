using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Sites.Ledger;

/// <summary>Adds up a ledger over time.</summary>
internal static class Occupancy
{
    /// <param name="At">When the numbers changed.</param>
    /// <param name="Total">By how many.</param>
    /// <param name="Held">By how many.</param>
    /// <param name="Taken">By how many.</param>
    internal readonly record struct Change(DateTimeOffset At, int Total, int Held, int Taken);

    /// <summary>The calendar's days, weeks or months from one day to another; the first and the last may be parts.</summary>
    public static IEnumerable<(DateOnly From, DateOnly Until)> Periods(DateOnly from, DateOnly until, OccupancyStep step)
    {
        for (var day = from; day <= until; )
        {
            var next = step switch
            {
                OccupancyStep.Day => day.AddDays(1),
                OccupancyStep.Week => day.AddDays(7 - (((int)day.DayOfWeek + 6) % 7)),
                _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
            };
            var last = next.AddDays(-1);
            yield return (day, last < until ? last : until);
            day = next;
        }
    }

    /// <param name="changes">All changes of one site, in the ledger's order.</param>
    /// <param name="periods">In order, without gaps.</param>
    /// <param name="now">Where the last period ends, if it has not ended yet.</param>
    public static IReadOnlyList<OccupancyPeriod> Of(
        IReadOnlyList<Change> changes,
        IReadOnlyList<(DateOnly From, DateOnly Until)> periods,
        DateTimeOffset now
    )
    {
        var found = new List<OccupancyPeriod>(periods.Count);
        var (next, total, held, taken) = (0, 0, 0, 0);
        foreach (var (from, until) in periods)
        {
            var (begin, end) = (Ashgabat.Midnight(from), Earlier(Ashgabat.Midnight(until.AddDays(1)), now));
            while (next < changes.Count && changes[next].At < begin)
            {
                Apply();
            }

            var (at, peak, capacityDays, takenDays) = (begin, taken, 0.0, 0.0);
            while (next < changes.Count && changes[next].At < end)
            {
                Pass(changes[next].At);
                Apply();
                peak = Math.Max(peak, taken);
            }

            Pass(end);
            found.Add(
                new(
                    from,
                    until,
                    total,
                    held,
                    taken,
                    peak,
                    Math.Round(capacityDays, 3),
                    Math.Round(takenDays, 3),
                    capacityDays > 0 ? Math.Round(takenDays / capacityDays, 4) : null
                )
            );

            // Two replicas' clocks may differ by a little: what the ledger has later does not lie before.
            void Pass(DateTimeOffset to)
            {
                if (to > at)
                {
                    var days = (to - at).TotalDays;
                    (capacityDays, takenDays, at) = (capacityDays + (total * days), takenDays + (taken * days), to);
                }
            }
        }

        return found;

        void Apply()
        {
            var change = changes[next++];
            (total, held, taken) = (total + change.Total, held + change.Held, taken + change.Taken);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
