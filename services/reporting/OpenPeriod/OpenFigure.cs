using SocialServices.Reporting.Releases;

namespace SocialServices.Reporting.OpenPeriod;

/// <summary>What may be told of a period that is not over.</summary>
/// <param name="Indicator">Code.</param>
/// <param name="Version">Of its rule.</param>
/// <param name="Period">The open quarter; absent for what has no time.</param>
/// <param name="Until">Counted to the end of this day, once a day.</param>
/// <param name="By">The dimension beside the velayat; absent for none.</param>
/// <param name="RoundedTo">Numbers about people are multiples of this, rounded by chance; absent for others.</param>
/// <param name="Cells">Velayat, or <c>total</c>, and category. They need not add up.</param>
public sealed record OpenFigure(
    string Indicator,
    int Version,
    string? Period,
    DateOnly Until,
    string? By,
    int? RoundedTo,
    IReadOnlyList<ReleaseCell> Cells
);
