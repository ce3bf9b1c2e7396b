using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.OpenPeriod;

/// <summary>Figures of the open period for readers outside: made once a day, rounded, and nothing that a release hides.</summary>
internal sealed class OpenFigures(ReportingDb db, Counter counter, Rounding rounding, ReleaseReader releases, TimeProvider clock)
{
    private const string Place = "place";

    /// <param name="definition">A count.</param>
    /// <param name="by">A dimension of it; null for velayats only.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<OpenFigure> ReadAsync(IndicatorDefinition definition, string? by, CancellationToken cancellationToken)
    {
        var today = Ashgabat.Day(clock.GetUtcNow());
        var kept = await FindAsync(today, definition.Code, by ?? "", cancellationToken);
        if (kept is null)
        {
            var content = JsonSerializer.Serialize(await MakeAsync(definition, by, today.AddDays(-1), cancellationToken), Json.Options);

            // The first one of the day decides for all.
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into daily_figures (day, indicator, by, content) values ({today}, {definition.Code}, {by ?? ""}, {content}::jsonb)
                on conflict do nothing
                """,
                cancellationToken
            );
            kept = await FindAsync(today, definition.Code, by ?? "", cancellationToken);
        }

        var figure = JsonSerializer.Deserialize<OpenFigure>(kept!, Json.Options)!;
        var hidden = await HiddenAsync(definition.Code, by, cancellationToken);
        return figure with
        {
            Cells =
            [
                .. figure.Cells.Select(cell =>
                    hidden.Contains(string.Join('|', cell.At)) ? new ReleaseCell(cell.At, null, CellStatus.Hidden) : cell
                ),
            ],
        };
    }

    private Task<string?> FindAsync(DateOnly day, string indicator, string by, CancellationToken cancellationToken) =>
        db
            .DailyFigures.Where(f => f.Day == day && f.Indicator == indicator && f.By == by)
            .Select(f => f.Content)
            .SingleOrDefaultAsync(cancellationToken)!;

    private async Task<OpenFigure> MakeAsync(
        IndicatorDefinition definition,
        string? by,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        var quarter = Period.QuarterOf(until);
        var axes = new List<Axis>();
        foreach (
            var dimension in new[] { definition.Disaggregations.Contains(Place) ? Place : null, by is Place ? null : by }.OfType<string>()
        )
        {
            axes.Add(await counter.AxisAsync(dimension, cancellationToken, dimension is Place ? 1 : int.MaxValue));
        }

        var period = quarter with { To = until };
        var table = new CountedTable(axes, repeats: false); // only its numbering
        if (definition.AboutPeople)
        {
            await RoundAsync(definition, table, period, cancellationToken);
        }
        else
        {
            table = await counter.CountAsync(definition, axes, period, organization: null, cancellationToken);
        }

        return new OpenFigure(
            definition.Code,
            definition.Version,
            definition.Stock ? null : quarter.Code,
            until,
            by,
            definition.AboutPeople ? Rounding.Base : null,
            [
                .. table.Values.Select(
                    (value, cell) =>
                        new ReleaseCell([.. table.CoordinatesOf(cell).Select((at, i) => axes[i].CodeOf(at))], value, CellStatus.Shown)
                ),
            ]
        );
    }

    private async Task RoundAsync(IndicatorDefinition definition, CountedTable table, Period period, CancellationToken cancellationToken)
    {
        var sets = table.Values.Select(_ => rounding.Begin()).ToArray();
        await foreach (var row in counter.IdsAsync(definition, table.Axes, period, cancellationToken))
        {
            var id = row.GetString(table.Axes.Count);
            var places = table.Axes.Select((axis, i) => axis.Lines[axis.Place(row.IsDBNull(i) ? null : row.GetString(i))]).ToList();
            foreach (
                var at in places.Aggregate<int[], IEnumerable<int[]>>(
                    [
                        [],
                    ],
                    (heads, line) => heads.SelectMany(head => line.Select(part => (int[])[.. head, part]))
                )
            )
            {
                sets[table.CellAt(at)].Add(id);
            }
        }

        for (var cell = 0; cell < sets.Length; cell++)
        {
            table.Values[cell] = sets[cell].Value();
        }
    }

    // The newest release of the indicator: a rounded number for what it hides would narrow that down.
    private async Task<HashSet<string>> HiddenAsync(string indicator, string? by, CancellationToken cancellationToken)
    {
        var newest = (await releases.PublishedAsync(cancellationToken)).FirstOrDefault(release =>
            release.Content.Tables.Any(table => table.Indicator == indicator)
        );
        var mine = new[] { Place, by is Place ? null : by }.OfType<string>().ToList();
        return
        [
            .. (newest?.Content.Tables ?? [])
                .Where(table => table.Indicator == indicator)
                .SelectMany(table =>
                    table
                        .Cells.Where(cell => cell.Status is CellStatus.Hidden)
                        .Where(cell => !cell.At.Where((code, i) => code is not "total" && !mine.Contains(table.By[i])).Any())
                        .Select(cell =>
                            string.Join(
                                '|',
                                mine.Select(dimension => table.By.ToList().IndexOf(dimension) is >= 0 and var i ? cell.At[i] : "total")
                            )
                        )
                ),
        ];
    }
}
