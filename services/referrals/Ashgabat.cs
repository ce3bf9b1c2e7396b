namespace SocialServices.Referrals;

/// <summary>The programme's calendar: UTC+5 without summer time, so that no time zone database is needed.</summary>
internal static class Ashgabat
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(5);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
}
