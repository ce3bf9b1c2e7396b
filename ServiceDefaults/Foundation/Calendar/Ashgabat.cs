using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialServices.ServiceDefaults.Calendar;

/// <summary>The programme's calendar: UTC+5 in the whole country and all the year since 1992, so that no time zone database is needed.</summary>
public static partial class Ashgabat
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(5);

    private static readonly string[] Forms = ["yyyy-MM-ddK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

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

    /// <summary>The instant at which clocks in Ashgabat show this time.</summary>
    public static DateTimeOffset Instant(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Offset);

    /// <summary>Reads a time as ISO 8601 writes it. A time without an offset is Ashgabat's, and so is the midnight of a date alone.</summary>
    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        var hasOffset = text is [.., 'Z' or 'z'] || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        var hasTime = text.Contains('T', StringComparison.Ordinal);
        return DateTimeOffset.TryParseExact(
            hasTime && hasOffset ? TooFine().Replace(text, "$1") : TooFine().Replace(text, "$1") + "+05:00",
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out instant
        );
    }

    /// <summary>Today's date in Ashgabat.</summary>
    public static DateOnly Today(this TimeProvider clock) => Day(clock.GetUtcNow());

    // Nanoseconds: what comes behind the seven digits that we keep.
    [GeneratedRegex(@"(\.[0-9]{7})[0-9]+")]
    private static partial Regex TooFine();
}
