using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Reporting.Inside;

internal static class GetInsideFigure
{
    /// <param name="Indicator">Code.</param>
    /// <param name="Version">Of its rule.</param>
    /// <param name="Organization">Whose; <c>all</c> for the whole programme.</param>
    /// <param name="Scope">mine, team or organization.</param>
    /// <param name="Period">Absent for all time.</param>
    /// <param name="By">Absent for the total only.</param>
    /// <param name="AsOf">When it was counted.</param>
    /// <param name="Total">Exact; absent when there is nothing to measure.</param>
    /// <param name="Cells">Exact, every category.</param>
    public sealed record Response(
        string Indicator,
        int Version,
        string Organization,
        string Scope,
        string? Period,
        string? By,
        DateTimeOffset AsOf,
        decimal? Total,
        IReadOnlyList<Cell> Cells
    );

    /// <param name="Key">Category.</param>
    /// <param name="Parent">The category that it is part of.</param>
    /// <param name="Value">Exact.</param>
    public sealed record Cell(string Key, string? Parent, decimal? Value);

    public static void Map(RouteGroupBuilder inside) =>
        inside
            .MapGet("/inside/{indicator}", HandleAsync)
            .WithName(nameof(GetInsideFigure))
            .WithSummary("Read an exact figure of the own organization, team or caseload as it is now. Each reading is audited.")
            .WithDescription(
                "Figures about people need an acting person. The programme's office reads any organization, or `all`. `scope=mine` counts what belongs to "
                    + "the cases that the acting person manages, `team` also those that the person knows as one of the case's team."
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [MaxLength(100)] string indicator,
        [MaxLength(100)] string? by,
        [MaxLength(20)] string? period,
        [MaxLength(100)] string? organization,
        [MaxLength(20)] string? scope,
        IndicatorCatalogue catalogue,
        InsideFigures figures,
        ReportingDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (catalogue.Find(indicator) is not { Kind: not IndicatorKind.Share } definition)
        {
            return Problems.NotFound("The indicator");
        }

        if (by is not null && !definition.Disaggregations.Contains(by))
        {
            return Problems.Invalid("by", TableRequest.Allowed(definition));
        }

        if (period is not null && Period.Parse(period) is null)
        {
            return Problems.Invalid("period", Period.Allowed);
        }

        var (whose, refusal) = InsideAccess.Check(context, definition, organization);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await db.UnlessKnownAsync(whose, context, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var (caseload, unfit) = InsideAccess.CaseloadOf(context, scope ?? InsideAccess.WholeOrganization, organization, definition.OfCases);
        if (unfit is not null)
        {
            return unfit;
        }

        var (total, cells) = await figures.ReadAsync(definition, by, Period.Parse(period), whose, cancellationToken, caseload);
        db.Audit(
            "read inside figure",
            $"indicator/{definition.Code}",
            $"{whose ?? InsideAccess.All} {scope} {by} {period}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd()
        );
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(
            new Response(
                definition.Code,
                definition.Version,
                whose ?? InsideAccess.All,
                scope ?? InsideAccess.WholeOrganization,
                period,
                by,
                clock.GetUtcNow(),
                total,
                cells
            )
        );
    }
}
