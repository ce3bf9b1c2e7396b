using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

/// <summary>A site is open every week at this time, in Ashgabat (UTC+5).</summary>
/// <param name="Weekday">monday … sunday.</param>
/// <param name="Opens">00:00 to 23:59.</param>
/// <param name="Closes">Later than it opens, at most <c>24:00</c>, the day's end. A site that is open past midnight opens again at 00:00 of the next day.</param>
public sealed record OpeningHours(
    DayOfWeek Weekday,
    [property: Required, RegularExpression(Clock.Opening, ErrorMessage = Clock.Expected)] string Opens,
    [property: Required, RegularExpression(Clock.Closing, ErrorMessage = Clock.Expected)] string Closes
);

/// <summary>On these days the usual hours do not count: the site is closed, or open at other hours (several a day by several exceptions).</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Closed">True: closed all day; then without hours.</param>
/// <param name="Opens">00:00 to 23:59.</param>
/// <param name="Closes">Later than it opens, at most <c>24:00</c>.</param>
/// <param name="Note">Why, for everybody to read.</param>
public sealed record ScheduleException(
    DateOnly From,
    DateOnly Until,
    bool Closed = false,
    [property: RegularExpression(Clock.Opening, ErrorMessage = Clock.Expected)] string? Opens = null,
    [property: RegularExpression(Clock.Closing, ErrorMessage = Clock.Expected)] string? Closes = null,
    [property: MaxLength(200), PlainText] string? Note = null
)
{
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}

/// <summary>Times of a day as <c>HH:MM</c>.</summary>
internal static class Clock
{
    public const string Opening = "([01][0-9]|2[0-3]):[0-5][0-9]";
    public const string Closing = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00";
    public const string Expected = "Must be a time as 09:00; the end of the day is 24:00.";

    /// <summary>Minutes since midnight.</summary>
    public static int Minute(string time) =>
        (int.Parse(time.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture) * 60)
        + int.Parse(time.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture);
}
