using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Indicators;

/// <summary>Counts, then hides what must not be seen: the only way from facts to a published number.</summary>
internal sealed class IndicatorReader(ReportingDb db, IndicatorCatalogue catalogue, SmallCells smallCells, TimeProvider clock)
{
    /// <param name="definition">The indicator.</param>
    /// <param name="by">One of its disaggregations; null for the total only.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<IndicatorValue> ReadAsync(IndicatorDefinition definition, Dimension? by, CancellationToken cancellationToken)
    {
        var measure = catalogue.MeasureOf(definition);
        var units = measure.Units(db);
        var (total, counts) = measure.CountsIdentities
            ? await CountIdentitiesAsync(units, by, cancellationToken)
            : await SumAsync(units, by, cancellationToken);

        IReadOnlyList<string> keys = by is null ? [] : [.. await by.CategoriesAsync(db, cancellationToken), Dimension.Unknown];
        var cells = Arrange(counts, keys, by);
        var published =
            !definition.AboutPeople ? new ProtectedTable(total, [.. cells.Cast<long?>()])
            : by is null ? new ProtectedTable(smallCells.Protect(total), [])
            : smallCells.Protect(cells);
        return new IndicatorValue(
            definition,
            by,
            clock.GetUtcNow(),
            Cell.Of(Cell.Total, published.Total),
            [.. keys.Zip(published.Cells, Cell.Of)]
        );
    }

    private static async Task<(long Total, IEnumerable<Count> Counts)> SumAsync(
        IQueryable<CountedUnit> units,
        Dimension? by,
        CancellationToken cancellationToken
    )
    {
        if (by is null)
        {
            return (await units.SumAsync(unit => unit.Weight, cancellationToken), []);
        }

        var counts = await units
            .GroupBy(by.Column)
            .Select(group => new Count(group.Key, group.Sum(unit => unit.Weight)))
            .ToListAsync(cancellationToken);
        return (counts.Sum(count => count.Value), counts);
    }

    private static async Task<(long Total, IEnumerable<Count> Counts)> CountIdentitiesAsync(
        IQueryable<CountedUnit> units,
        Dimension? by,
        CancellationToken cancellationToken
    )
    {
        var distinct = await units.Distinct().ToListAsync(cancellationToken);
        var total = distinct.Select(unit => unit.Identity).Distinct().Count();
        if (by is null)
        {
            return (total, []);
        }

        var categoryOf = by.Column.Compile();
        return (
            total,
            distinct
                .Select(unit => (Category: categoryOf(unit) is { } value ? by.Fold(value) : null, unit.Identity))
                .Distinct()
                .GroupBy(pair => pair.Category)
                .Select(group => new Count(group.Key, group.Count()))
        );
    }

    private static long[] Arrange(IEnumerable<Count> counts, IReadOnlyList<string> keys, Dimension? by)
    {
        var cells = new long[keys.Count];
        var places = keys.Select((key, place) => (key, place)).ToDictionary(pair => pair.key, pair => pair.place);
        foreach (var (category, value) in counts)
        {
            var key = category is null ? Dimension.Unknown : by!.Fold(category);
            cells[places.GetValueOrDefault(key, keys.Count - 1)] += value;
        }

        return cells;
    }

    private sealed record Count(string? Category, long Value);
}
