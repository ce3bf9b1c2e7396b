using System.Globalization;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>The cell that says when a site was opened.</summary>
internal static class OpeningCell
{
    // As spreadsheets write them; always by clocks in Ashgabat.
    private static readonly string[] LocalMoments =
    [
        "dd.MM.yyyy",
        "dd.MM.yyyy HH:mm",
        "dd.MM.yyyy HH:mm:ss",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
    ];

    /// <summary>When a site was opened; null when the row does not say, or says nonsense, which is a finding.</summary>
    public static DateTimeOffset? Read(RowCells cells, DateTimeOffset now)
    {
        if (cells.Text(SiteColumns.OpenedAt, 50)?.Trim() is not { } text)
        {
            return null;
        }

        if (TryReadMoment(text, out var moment))
        {
            if (moment > now.AddDays(1))
            {
                cells.Reject(SiteColumns.OpenedAt, "Must not be in the future.", text);
            }
            else if (moment < Site.EarliestOpening)
            {
                cells.Reject(SiteColumns.OpenedAt, $"Must not be before {Site.EarliestOpening:yyyy-MM-dd}.", text);
            }

            return moment.ToUniversalTime();
        }

        cells.Reject(
            SiteColumns.OpenedAt,
            "Must be a date, or a date and time as 2021-11-24T12:57:00Z; without an offset it is Ashgabat's.",
            text
        );
        return null;
    }

    private static bool TryReadMoment(string text, out DateTimeOffset moment)
    {
        if (DateTime.TryParseExact(text, LocalMoments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            moment = Ashgabat.Knows(DateOnly.FromDateTime(local)) ? Ashgabat.Instant(local) : new(local, TimeSpan.Zero);
            return true;
        }

        return Ashgabat.TryRead(text, out moment);
    }
}
