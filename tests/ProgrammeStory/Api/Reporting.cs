using System.Globalization;

namespace SocialServices.ProgrammeStory.Api;

/// <summary>What the story uses of the reporting service.</summary>
internal static class Reporting
{
    private const string Root = "/api/v1/reporting";

    public static Task<Summary> SummaryAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.GetAsync<Summary>($"{Root}/inside/summary?organization=all", cancellationToken);

    public static Task<Indicator> IndicatorAsync(this Agency agency, string code, string by, CancellationToken cancellationToken) =>
        agency.GetAsync<Indicator>($"{Root}/inside/{code}?by={by}&organization=all", cancellationToken);

    public static async Task<IReadOnlyList<Freshness>> FreshnessAsync(this Agency agency, CancellationToken cancellationToken) =>
        (await agency.GetAsync<Sources>($"{Root}/freshness", cancellationToken)).Items;

    public static Task<IReadOnlyList<Release>> ReleasesAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<Release>($"{Root}/releases", cancellationToken);

    public static Task<Release> PlanReleaseAsync(this Agency agency, object plan, CancellationToken cancellationToken) =>
        agency.CreateAsync<Release>($"{Root}/releases", plan, "release", cancellationToken);

    public static Task<Release> ReleaseAsync(this Agency agency, int number, CancellationToken cancellationToken) =>
        agency.GetAsync<Release>($"{Root}/releases/{number}", cancellationToken);

    public static Task<ReleaseTable> ReleaseTableAsync(this Agency agency, int number, string code, CancellationToken cancellationToken) =>
        agency.GetAsync<ReleaseTable>($"{Root}/releases/{number}/tables/{code}", cancellationToken);

    private sealed record Sources(IReadOnlyList<Freshness> Items);
}

/// <summary>A number of a category.</summary>
/// <param name="Key">Category.</param>
/// <param name="Value">Exact: the office looks at its own programme.</param>
internal sealed record Cell(string Key, long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record Indicator(long Total, IReadOnlyList<Cell> Cells);

internal static class CellExtensions
{
    /// <returns>The category's number; 0 when nothing is counted in it.</returns>
    public static Cell Of(this IEnumerable<Cell> cells, string key) => cells.FirstOrDefault(cell => cell.Key == key) ?? new Cell(key, 0);
}

internal sealed record Summary(
    long PeopleTrained,
    long OrganizationsTrained,
    long CertificatesIssued,
    long ServicesOperating,
    long SitesOperating,
    long CasesOpened,
    long Referrals,
    IReadOnlyList<Cell> ReferralsByStatus
);

/// <param name="Source">Name of the service.</param>
/// <param name="Position">All its events up to this one are in the numbers.</param>
/// <param name="HighestPosition">The furthest event that is in the numbers.</param>
internal sealed record Freshness(string Source, long Position, long HighestPosition);

/// <summary>A set of figures that is published for ever.</summary>
internal sealed record Release(int Number, string Period, string Status, string? Hash, ReleaseProof? Certificate, string? RefusedBecause)
{
    public bool IsPublished => Status is "published";

    public bool IsRefused => Status is "refused";
}

/// <summary>The proof that what a release hides cannot be calculated.</summary>
internal sealed record ReleaseProof(int Cells, int Hidden, int Attackers, long? SmallestInterval);

internal sealed record ReleaseTable(IReadOnlyList<ReleaseCell> Cells);

internal sealed record ReleaseCell(IReadOnlyList<string> At, decimal? Value, string Status)
{
    /// <summary>The number, or the mark that stands for it.</summary>
    public string Text => Value?.ToString(CultureInfo.InvariantCulture) ?? Status;
}
