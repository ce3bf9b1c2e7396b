using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.Reporting.Indicators;

internal static class GetSummary
{
    /// <param name="AsOf">When it was counted, UTC.</param>
    /// <param name="PeopleTrained">Total of <c>people-trained</c>.</param>
    /// <param name="OrganizationsTrained">Total of <c>organizations-trained</c>.</param>
    /// <param name="CertificatesIssued">Total of <c>certificates-issued</c>.</param>
    /// <param name="ServicesOperating">Total of <c>services-operating</c>.</param>
    /// <param name="SitesOperating">Total of <c>sites-operating</c>.</param>
    /// <param name="CasesOpened">Total of <c>cases-opened</c>.</param>
    /// <param name="Referrals"><c>referrals</c> by status.</param>
    public sealed record Response(
        DateTimeOffset AsOf,
        Cell PeopleTrained,
        Cell OrganizationsTrained,
        Cell CertificatesIssued,
        Cell ServicesOperating,
        Cell SitesOperating,
        Cell CasesOpened,
        ReferralCells Referrals
    );

    public sealed record ReferralCells(Cell Total, IReadOnlyList<Cell> ByStatus);

    public static void Map(RouteGroupBuilder reporting) =>
        reporting.MapGet("/summary", HandleAsync).WithName(nameof(GetSummary)).WithSummary("The programme at a glance.");

    internal static async Task<Ok<Response>> HandleAsync(
        IndicatorCatalogue catalogue,
        IndicatorReader reader,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var referrals = await reader.ReadAsync(catalogue.Find("referrals")!, Dimensions.All["status"], cancellationToken);
        return TypedResults.Ok(
            new Response(
                clock.GetUtcNow(),
                await TotalAsync("people-trained"),
                await TotalAsync("organizations-trained"),
                await TotalAsync("certificates-issued"),
                await TotalAsync("services-operating"),
                await TotalAsync("sites-operating"),
                await TotalAsync("cases-opened"),
                new ReferralCells(referrals.Total, referrals.Cells)
            )
        );

        async Task<Cell> TotalAsync(string code) => (await reader.ReadAsync(catalogue.Find(code)!, by: null, cancellationToken)).Total;
    }
}
