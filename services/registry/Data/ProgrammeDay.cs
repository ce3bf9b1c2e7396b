namespace SocialServices.Registry.Data;

internal static class ProgrammeDay
{
    private static readonly TimeSpan Ashgabat = TimeSpan.FromHours(5); // the whole country, no summer time

    /// <summary>Today's date in Ashgabat.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Ashgabat).DateTime);
}
