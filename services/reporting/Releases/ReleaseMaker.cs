using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Freshness;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Releases;

/// <summary>Makes a release that is due: counts, protects, proves, freezes. What cannot be proven is refused.</summary>
internal sealed class ReleaseMaker(ReportingDb db, IndicatorCatalogue catalogue, Drafting drafting, Protection protection)
{
    private const string SolverName = "Google OR-Tools 9.15: GLOP, and SCIP for whole numbers";

    public async Task MakeAsync(Release release, CancellationToken cancellationToken)
    {
        var period = Period.Parse(release.Period)!;
        var requests = JsonSerializer.Deserialize<IReadOnlyList<TableRequest>>(release.Requested, Json.Options)!;
        var drafts = await drafting.CountAsync(period, requests, cancellationToken);
        var (names, earlier) = await EarlierAsync(period, cancellationToken);
        Protected? outcome = null;
        try
        {
            outcome = protection.Protect([.. drafts.Where(draft => draft.Definition.AboutPeople)], earlier, cancellationToken);
        }
        catch (TimeoutException late)
        {
            release.Refuse($"{late.Message} Nothing is published. Ask for fewer or coarser tables.");
            return;
        }

        if (outcome.Disclosure is not { } disclosure)
        {
            release.Refuse(
                "Its figures would let readers calculate numbers of a few people, however coarse the tables are. Nothing is published."
            );
            return;
        }

        var counts = drafts
            .Select(draft => Publishing.Of(draft, draft.Definition.AboutPeople ? disclosure : null))
            .DistinctBy(table => table.Code)
            .ToList();
        var content = JsonSerializer.Serialize(
            new ReleaseContent(
                release.Number,
                release.Revision,
                release.Period,
                release.CutOff,
                release.Reason,
                await PositionsAsync(cancellationToken),
                [.. counts, .. await OthersAsync(requests, period, counts, cancellationToken)]
            ),
            Json.Options
        );
        var exact = drafts.Where(draft => draft.Definition.AboutPeople).Select(draft => Publishing.ExactOf(draft, disclosure)).ToList();
        release.Certify(
            content,
            HashOf(content),
            JsonSerializer.Serialize(CertificateOf(outcome, names), Json.Options),
            JsonSerializer.Serialize(exact, Json.Options)
        );
    }

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private Certificate CertificateOf(Protected outcome, IReadOnlyList<string> earlier) =>
        new(
            outcome.Proof.Cells,
            outcome.Proof.Hidden,
            outcome.Proof.Sensitive,
            (int)protection.Threshold,
            outcome.Proof.SmallestInterval,
            outcome.Proof.Attackers,
            earlier,
            outcome.Coarsened,
            SolverName,
            Math.Round(outcome.Elapsed.TotalSeconds, 3)
        );

    private async Task<IEnumerable<ReleaseTable>> OthersAsync(
        IReadOnlyList<TableRequest> requests,
        Period period,
        IReadOnlyList<ReleaseTable> counts,
        CancellationToken cancellationToken
    )
    {
        var (publishing, tables) = (new Publishing(protection.Threshold), new List<ReleaseTable>());
        foreach (var request in requests)
        {
            var definition = catalogue.Find(request.Indicator)!;
            foreach (var part in definition.IsCount ? [] : request.PeriodsIn(period))
            {
                if (definition.Kind is IndicatorKind.Share)
                {
                    tables.Add(publishing.ShareOf(definition, part, request.By, counts));
                    continue;
                }

                var (axis, values) = await drafting.MeasureAsync(request, part, cancellationToken);
                tables.Add(publishing.Of(definition, part, axis, values, counts));
            }
        }

        return tables.DistinctBy(table => table.Code);
    }

    /// <summary>What has to do with the period: relations between periods lie within years.</summary>
    private async Task<(IReadOnlyList<string> Names, IReadOnlyList<ExactTable> Tables)> EarlierAsync(
        Period period,
        CancellationToken cancellationToken
    )
    {
        var made = await db
            .Releases.Where(r => r.Exact != null)
            .OrderBy(r => r.Number)
            .ThenBy(r => r.Revision)
            .Select(r => new
            {
                r.Number,
                r.Revision,
                r.Period,
            })
            .ToListAsync(cancellationToken);
        var years = YearsOf(period);
        var near = made.Where(r => YearsOf(Period.Parse(r.Period)!).Overlaps(years)).ToList();
        var tables = new List<ExactTable>();
        foreach (var one in near)
        {
            var exact = await db
                .Releases.Where(r => r.Number == one.Number && r.Revision == one.Revision)
                .Select(r => r.Exact)
                .SingleAsync(cancellationToken);
            tables.AddRange(JsonSerializer.Deserialize<IReadOnlyList<ExactTable>>(exact!, Json.Options)!);
        }

        return ([.. near.Select(r => $"{r.Number}.{r.Revision}")], tables);

        static Period YearsOf(Period period) => new("", new DateOnly(period.From.Year, 1, 1), new DateOnly(period.To.Year, 12, 31));
    }

    private async Task<IReadOnlyDictionary<string, long>> PositionsAsync(CancellationToken cancellationToken) =>
        (await SourceFreshness.ReadAsync(db, cancellationToken)).ToDictionary(source => source.Source, source => source.HighestPosition);
}
