namespace SocialServices.ServiceDefaults.Calendar;

/// <summary>The programme's calendar: UTC+5 in the whole country and all the year since 1992, so that no time zone database is needed.</summary>
public static class Ashgabat
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(5);

    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    /// <summary>Whether a day lies in the years that this calendar is asked about; beyond them dates cannot always be converted.</summary>
    public static bool Knows(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    /// <inheritdoc cref="Knows(DateOnly)"/>
    public static bool Knows(DateTimeOffset instant) => instant.UtcDateTime.Year is >= FirstYear and <= LastYear;

    /// <summary>What clocks in Ashgabat show at an instant.</summary>
    public static DateTime Local(DateTimeOffset instant) => instant.ToOffset(Offset).DateTime;

    /// <summary>The date in Ashgabat at an instant.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    /// <summary>The instant at which a day begins in Ashgabat.</summary>
    public static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, Offset);

    /// <summary>Today's date in Ashgabat.</summary>
    public static DateOnly Today(this TimeProvider clock) => Day(clock.GetUtcNow());
}
