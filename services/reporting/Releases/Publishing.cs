using SocialServices.Reporting.Indicators;

namespace SocialServices.Reporting.Releases;

/// <summary>Turns counts into what everybody may read.</summary>
internal sealed class Publishing(long k)
{
    public static ReleaseTable Of(DraftTable draft, Disclosure? disclosure)
    {
        var (counted, left) = (draft.Counted, Enumerable.Range(0, draft.Depths.Count).Where(i => draft.Depths[i] > 0).ToList());
        var cells = draft
            .Cells()
            .Select(one =>
            {
                var value = counted.Values[one.Cell];
                var status =
                    draft.IsStructuralZero(one.Cell, one.At) ? CellStatus.StructuralZero
                    : disclosure?.System.Cells[disclosure.NumberOf(draft, one.Cell, one.At)] is { IsHidden: true } ? CellStatus.Hidden
                    : CellStatus.Shown;
                return new ReleaseCell(
                    [.. left.Select(i => draft.CodeOf(i, one.At[i]))],
                    status is CellStatus.Shown ? value : null,
                    status
                );
            });
        return Table(
            draft.Definition,
            draft.Period,
            [.. left.Select(i => draft.AskedBy[i])],
            draft.IsCoarsened ? draft.AskedBy : null,
            [.. left.Select(i => CategoriesOf(counted.Axes[i], draft.Depths[i]))],
            [.. cells]
        );
    }

    /// <summary>A mean or a median. All categories of a dimension have enough units, or have none, or only the total is shown.</summary>
    public ReleaseTable Of(
        IndicatorDefinition definition,
        Period period,
        Axis? axis,
        IReadOnlyList<(long Units, decimal? Value)> values,
        IReadOnlyList<ReleaseTable> counts
    )
    {
        var least = definition.AboutPeople ? 2 * k : 1;
        var isMixed = definition.AboutPeople && values.Skip(1).Any(value => value.Units > 0 && value.Units < least);
        var cells = values
            .Select(
                (value, number) =>
                {
                    var at = axis is null ? [] : new[] { axis.CodeOf(number) };
                    var isShown =
                        value.Value is not null
                        && value.Units >= least
                        && (number == 0 || !isMixed)
                        && (definition.Of is null || ValueOf(counts, definition.Of, period, axis, at) >= least);
                    return new ReleaseCell(at, isShown ? value.Value : null, isShown ? CellStatus.Shown : CellStatus.NotAvailable);
                }
            )
            .ToList();
        return Table(
            definition,
            period,
            axis is null ? [] : [axis.Dimension.Code],
            null,
            axis is null ? [] : [CategoriesOf(axis, axis.Depth)],
            cells
        );
    }

    /// <summary>A share, from published cells only: it tells nothing new.</summary>
    public ReleaseTable ShareOf(IndicatorDefinition definition, Period period, IReadOnlyList<string> by, IReadOnlyList<ReleaseTable> counts)
    {
        var source = counts.FirstOrDefault(table =>
            table.Indicator == definition.Of && table.Period == period.Code && by.Append(definition.Dimension!).All(table.By.Contains)
        );
        var axis = source is null || by.Count == 0 ? -1 : source.By.ToList().IndexOf(by[0]);
        var (mine, categories) = (source?.By.ToList().IndexOf(definition.Dimension!) ?? -1, axis < 0 ? [] : source!.Categories[axis]);
        var cells = (
            by.Count == 0
                ?
                [
                    [],
                ]
                : categories.Select(category => new[] { category.Code }).Prepend(["total"])
        ).Select(at =>
        {
            decimal? At(string category) =>
                source?.Cells.FirstOrDefault(cell =>
                    cell.At.Select(
                            (code, i) =>
                                code
                                == (
                                    i == mine ? category
                                    : i == axis ? at[0]
                                    : "total"
                                )
                        )
                        .All(fits => fits)
                )
                    is { } cell
                    ? cell.Status is CellStatus.StructuralZero
                        ? 0
                        : cell.Value
                    : null;
            decimal? whole = At("total"),
                part = definition.Categories!.Aggregate((decimal?)0, (sum, category) => sum + At(category));
            var share = whole >= 2 * k && part is not null ? Math.Round(100 * part.Value / whole.Value, 1) : (decimal?)null;
            return new ReleaseCell(at, share, share is null ? CellStatus.NotAvailable : CellStatus.Shown);
        });
        return Table(
            definition,
            period,
            axis < 0 ? [] : by,
            null,
            axis < 0 ? [] : [categories],
            [.. cells.Take(axis < 0 ? 1 : int.MaxValue).Select(cell => axis < 0 ? cell with { At = [] } : cell)]
        );
    }

    /// <summary>What a release counted, for the proofs of later ones.</summary>
    public static ExactTable ExactOf(DraftTable draft, Disclosure disclosure) =>
        new(
            draft.Definition.Code,
            draft.Period.Code,
            draft.AskedBy,
            [
                .. draft.Counted.Axes.Select(axis =>
                    axis.Parents.Select((parent, number) => new ExactNode(axis.CodeOf(number), parent)).ToList()
                ),
            ],
            [
                .. draft
                    .Cells()
                    .Select(one =>
                    {
                        var cell = disclosure.System.Cells[disclosure.NumberOf(draft, one.Cell, one.At)];
                        return new ExactCell(
                            one.At,
                            cell.Value,
                            !cell.IsHidden && !cell.IsStructuralZero,
                            cell.IsSensitive,
                            cell.IsStructuralZero,
                            cell.IsHidden ? cell.Own : new Dictionary<string, long>()
                        );
                    }),
            ]
        );

    private static decimal ValueOf(IReadOnlyList<ReleaseTable> counts, string indicator, Period period, Axis? axis, string[] at) =>
        counts
            .Where(table => table.Indicator == indicator && table.Period == period.Code)
            .Where(table => axis is null || table.By.Contains(axis.Dimension.Code))
            .SelectMany(table =>
                table.Cells.Where(cell =>
                    cell.At.Select((code, i) => code == (axis is not null && table.By[i] == axis.Dimension.Code ? at[0] : "total"))
                        .All(fits => fits)
                )
            )
            .Max(cell => cell.Value)
        ?? 0;

    private static IReadOnlyList<Category> CategoriesOf(Axis axis, int depth) =>
        [
            .. Enumerable
                .Range(1, axis.Size - 1)
                .Where(number => axis.Lines[number].Length - 1 <= depth)
                .Select(number => new Category(axis.CodeOf(number), axis.Parents[number] == 0 ? null : axis.CodeOf(axis.Parents[number]))),
        ];

    private static ReleaseTable Table(
        IndicatorDefinition definition,
        Period period,
        IReadOnlyList<string> by,
        IReadOnlyList<string>? coarsenedFrom,
        IReadOnlyList<IReadOnlyList<Category>> categories,
        IReadOnlyList<ReleaseCell> cells
    ) =>
        new(
            string.Join('-', [definition.Code, .. by.Count > 0 ? by.Prepend("by") : [], period.Code.Replace('/', '-')]),
            definition.Code,
            definition.Version,
            period.Code,
            by,
            coarsenedFrom,
            categories,
            cells
        );
}
