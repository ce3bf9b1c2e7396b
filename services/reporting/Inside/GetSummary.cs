using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Reporting.Inside;

internal static class GetSummary
{
    /// <param name="Organization">Whose; <c>all</c> for the whole programme.</param>
    /// <param name="AsOf">When it was counted.</param>
    /// <param name="PeopleTrained">Total of <c>people-trained</c>.</param>
    /// <param name="OrganizationsTrained">Total of <c>organizations-trained</c>.</param>
    /// <param name="CertificatesIssued">Total of <c>certificates-issued</c>.</param>
    /// <param name="ServicesOperating">Total of <c>services-operating</c>.</param>
    /// <param name="SitesOperating">Total of <c>sites-operating</c>.</param>
    /// <param name="CasesOpened">Total of <c>cases-opened</c>.</param>
    /// <param name="Referrals">Total of <c>referrals</c>.</param>
    /// <param name="ReferralsByStatus"><c>referrals</c> by status.</param>
    public sealed record Response(
        string Organization,
        DateTimeOffset AsOf,
        long PeopleTrained,
        long OrganizationsTrained,
        long CertificatesIssued,
        long ServicesOperating,
        long SitesOperating,
        long CasesOpened,
        long Referrals,
        IReadOnlyList<GetInsideFigure.Cell> ReferralsByStatus
    );

    public static void Map(RouteGroupBuilder inside) =>
        inside
            .MapGet("/inside/summary", HandleAsync)
            .WithName(nameof(GetSummary))
            .WithSummary(
                "Read the own organization's figures of all time at a glance, exact and as they are now. Needs an acting person; audited."
            )
            .ProducesProblem(StatusCodes.Status403Forbidden);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [MaxLength(100)] string? organization,
        IndicatorCatalogue catalogue,
        InsideFigures figures,
        ReportingDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (whose, refusal) = InsideAccess.Check(context, definition: null, organization);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await db.UnlessKnownAsync(whose, context, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var (referrals, byStatus) = await figures.ReadAsync(catalogue.Find("referrals")!, "status", null, whose, cancellationToken);
        var response = new Response(
            whose ?? InsideAccess.All,
            clock.GetUtcNow(),
            await TotalAsync("people-trained"),
            await TotalAsync("organizations-trained"),
            await TotalAsync("certificates-issued"),
            await TotalAsync("services-operating"),
            await TotalAsync("sites-operating"),
            await TotalAsync("cases-opened"),
            (long)referrals!.Value,
            byStatus
        );
        db.Audit("read inside figure", "indicator/summary", whose ?? InsideAccess.All);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(response);

        async Task<long> TotalAsync(string code) =>
            (long)(await figures.ReadAsync(catalogue.Find(code)!, by: null, period: null, whose, cancellationToken)).Total!.Value;
    }
}
