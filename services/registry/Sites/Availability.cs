using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Sites;

/// <summary>
/// What everybody may know of a site's free capacity. It is that of the beginning of the day in Ashgabat, so that it changes at most
/// once a day by itself: exact numbers that move with each referral would tell when a person was referred, and where to.
/// </summary>
internal enum Availability
{
    /// <summary>Capacity is free for more than <see cref="Availabilities.MaxFew"/> people.</summary>
    Free,

    /// <summary>Capacity is free for 1 to <see cref="Availabilities.MaxFew"/> people.</summary>
    Few,

    /// <summary>No capacity is free, or the site takes in nobody at present.</summary>
    None,

    /// <summary>No capacity is free; the site has a waiting list.</summary>
    WaitingList,

    /// <summary>The site assesses everybody first.</summary>
    AssessmentNeeded,
}

internal static class Availabilities
{
    public const int MaxFew = 3;

    /// <param name="takesPeople">Whether the site takes anybody in that day.</param>
    /// <param name="admission">How it does.</param>
    /// <param name="countedAt">When its capacity last changed.</param>
    /// <param name="freeAtDayStart">Free capacity at the beginning of that day.</param>
    /// <param name="free">Free capacity now: what it was at the beginning of a day on which nothing has changed.</param>
    /// <param name="day">Today in Ashgabat.</param>
    public static Availability Of(
        bool takesPeople,
        Admission admission,
        DateTimeOffset? countedAt,
        int freeAtDayStart,
        int free,
        DateOnly day
    ) =>
        (takesPeople, admission, countedAt is { } at && Ashgabat.Day(at) >= day ? freeAtDayStart : free) switch
        {
            (false, _, _) => Availability.None,
            (_, Admission.Assessment, _) => Availability.AssessmentNeeded,
            (_, _, > MaxFew) => Availability.Free,
            (_, _, > 0) => Availability.Few,
            (_, Admission.WaitingList, _) => Availability.WaitingList,
            _ => Availability.None,
        };
}
