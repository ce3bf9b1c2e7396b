namespace SocialServices.Training.Courses;

/// <summary>Dates are those of Asia/Ashgabat: UTC+5 all the year since 1992, so that no time zone database is needed.</summary>
internal static class AshgabatTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(5);

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public static DateOnly Today(this TimeProvider clock) => DateOf(clock.GetUtcNow());
}
