namespace SocialServices.Registry.Sites.Ledger;

/// <summary>How a site's capacity was used in a period.</summary>
/// <param name="From">First day, in Ashgabat.</param>
/// <param name="Until">Last day.</param>
/// <param name="Total">Capacity at the end.</param>
/// <param name="Held">Held at the end.</param>
/// <param name="Taken">Taken at the end.</param>
/// <param name="PeakTaken">The most that were taken at one time.</param>
/// <param name="CapacityDays">Capacity times the days (24 hours) that it was there.</param>
/// <param name="TakenDays">Capacity taken, times the days that it was taken.</param>
/// <param name="Rate">Taken days of capacity days, 0 to 1; absent when there was no capacity.</param>
internal sealed record OccupancyPeriod(
    DateOnly From,
    DateOnly Until,
    int Total,
    int Held,
    int Taken,
    int PeakTaken,
    double CapacityDays,
    double TakenDays,
    double? Rate
);

/// <summary>Lengths of a period of occupancy.</summary>
internal enum OccupancyStep
{
    Day,

    /// <summary>From Monday.</summary>
    Week,

    Month,
}
