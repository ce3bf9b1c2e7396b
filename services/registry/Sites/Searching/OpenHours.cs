using System.Globalization;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>Asks sites whether they are open, first by the words of their hours, which an index has: 0020_search_hours.sql says what they mean.</summary>
internal static class OpenHours
{
    /// <summary>Demands a site of which <see cref="Schedule.IsOpenAt"/> is true.</summary>
    /// <param name="local">In Ashgabat.</param>
    public static void RequireOpen(this SiteConditions conditions, DateTime local, SqlParameters parameters)
    {
        var (minute, weekday) = ((int)local.TimeOfDay.TotalMinutes, ((int)local.DayOfWeek + 6) % 7);
        var (halfHour, quarter) = (minute / 30, minute / 360);
        var parts = new[] { Text("'d'yyyyMMdd"), Text("'m'yyyyMM"), Text("'y'yyyy") }
            .Select(part => part[0] + part[1..].TrimStart('0'))
            .ToArray();
        var exceptional = string.Join('|', parts.Select(part => $"x{part}"));
        var usual = $"a_{halfHour}|{weekday + 1}_{halfHour}{(weekday < 5 ? $"|w_{halfHour}" : "")}";
        conditions.Require(
            $"s.hours_words @@ {parameters.AddQuery($"({usual})&!({exceptional})|{string.Join('|', parts.Select(part => $"o{part}_{quarter}"))}")}"
        );

        // What words have found, asked by the minute.
        var (day, time) = (Text("yyyy-MM-dd"), Text("HH:mm"));
        var exception =
            $"$.exceptions[*] ? (@.from <= \"{day}\" && @.until >= \"{day}\" && @.opens <= \"{time}\" && @.closes > \"{time}\")";
        conditions.Require(
            $"case when s.hours_words @@ {parameters.AddQuery(exceptional)} then s.schedule @? {parameters.AddText(exception, "jsonpath")} else s.weekly_minutes @> {parameters.Add((weekday * 1440) + minute)} end"
        );

        string Text(string format) => local.ToString(format, CultureInfo.InvariantCulture);
    }
}
