namespace SocialServices.Registry.Ledger;

/// <summary>How a site's places were used in a period.</summary>
/// <param name="From">First day, in Ashgabat.</param>
/// <param name="Until">Last day.</param>
/// <param name="Total">Places at the end.</param>
/// <param name="Held">Held at the end.</param>
/// <param name="Taken">Taken at the end.</param>
/// <param name="PeakTaken">The most that were taken at one time.</param>
/// <param name="PlaceDays">Places there were, times the days (24 hours) that they were there.</param>
/// <param name="TakenDays">Places taken, times the days that they were taken.</param>
/// <param name="Rate">Taken days of place days, 0 to 1; absent when there was no place.</param>
internal sealed record OccupancyPeriod(
    DateOnly From,
    DateOnly Until,
    int Total,
    int Held,
    int Taken,
    int PeakTaken,
    double PlaceDays,
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
