using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Reporting.Releases;

internal static class PlanRelease
{
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5); // of who asks for "now"
    private const long NumberLock = 0x6e756d626572; // "number"

    /// <param name="Period">A month, quarter, year or years, over by the cut-off.</param>
    /// <param name="Tables">What it is to have; the programme's standard tables when not given.</param>
    /// <param name="CutOff">When it is counted; now when not given.</param>
    /// <param name="PublishAt">When everybody reads it; as soon as it is proven when not given.</param>
    /// <example>{"period": "2021-Q4", "tables": [{"indicator": "cases-opened", "by": ["place", "sex"], "every": "month"}]}</example>
    public sealed record Request(
        [property: Required, MaxLength(20)] string Period,
        [property: MaxLength(TableRequest.MaxTables), NoNulls] IReadOnlyList<TableRequest>? Tables = null,
        DateTimeOffset? CutOff = null,
        DateTimeOffset? PublishAt = null
    );

    public static void Map(RouteGroupBuilder office) =>
        office
            .MapPost("/releases", HandleAsync)
            .WithName(nameof(PlanRelease))
            .WithSummary("Plan a release. It is made at its cut-off, and published only when it is proven to reveal nobody.")
            .WithDescription(
                "Read it to see what became of it. Tables that would reveal somebody are made coarser; what cannot be proven is refused."
            )
            .Idempotent();

    internal static async Task<Results<Created<ReleaseView>, ProblemHttpResult>> HandleAsync(
        Request request,
        ReportingDb db,
        IndicatorCatalogue catalogue,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (Indicators.Period.Parse(request.Period) is not { } period)
        {
            return Problems.Invalid("period", Indicators.Period.Allowed);
        }

        var cutOff = request.CutOff ?? now;
        if (cutOff < now - MaxClockSkew || !Ashgabat.Knows(cutOff))
        {
            return Problems.Invalid("cutOff", "Must not lie in the past: what is known now is counted, and late events go to a revision.");
        }

        if (Ashgabat.Day(cutOff) <= period.To)
        {
            return Problems.Invalid("period", $"It is not over at the cut-off. {period.Code} ends on {period.To:yyyy-MM-dd}.");
        }

        var tables = request.Tables ?? StandardTables.All;
        if (
            tables.Select((table, i) => TableRequest.Check(catalogue, table, i)).FirstOrDefault(refusal => refusal is not null) is { } wrong
        )
        {
            return Problems.Invalid(wrong);
        }

        await db.BeginAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({NumberLock})", cancellationToken);
        var number = await db.Releases.MaxAsync(r => (int?)r.Number, cancellationToken) ?? 0;
        var publishAt = request.PublishAt is { } day && day > cutOff ? day : cutOff;
        var requested = JsonSerializer.Serialize(tables, Json.Options);
        var release = Release.Plan((number + 1, 1), period.Code, cutOff, publishAt, null, requested, now);
        db.Add(release);
        db.Audit("plan release", $"release/{release.Name}");
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : TypedResults.Created($"/api/v1/reporting/releases/{release.Number}", ReleaseView.Of(release));
    }
}
