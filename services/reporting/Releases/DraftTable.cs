using SocialServices.Reporting.Indicators;

namespace SocialServices.Reporting.Releases;

/// <summary>A table before it is decided what of it can be shown.</summary>
internal sealed class DraftTable(
    IndicatorDefinition definition,
    Period period,
    CountedTable counted,
    Func<DraftTable, int[], bool> isStructuralZero
)
{
    private readonly int[] depths = [.. counted.Axes.Select(axis => axis.Depth)];

    public IndicatorDefinition Definition => definition;
    public Period Period => period;
    public CountedTable Counted => counted;

    /// <summary>Levels of each axis that are left; 0 when the dimension is dropped.</summary>
    public IReadOnlyList<int> Depths => depths;

    public bool IsCoarsened => counted.Axes.Where((axis, i) => axis.Depth != depths[i]).Any();

    public IReadOnlyList<string> AskedBy => [.. counted.Axes.Select(axis => axis.Dimension.Code)];

    /// <summary>Numbers of the cells that are left.</summary>
    public IEnumerable<(int Cell, int[] At)> Cells()
    {
        for (var cell = 0; cell < counted.Values.Length; cell++)
        {
            var at = counted.CoordinatesOf(cell);
            if (at.Select((number, i) => LevelOf(i, number) <= depths[i]).All(isLeft => isLeft))
            {
                yield return (cell, at);
            }
        }
    }

    public bool IsStructuralZero(int cell, int[] at) => counted.Values[cell] == 0 && isStructuralZero(this, at);

    public string CodeOf(int axis, int number) => counted.Axes[axis].CodeOf(number);

    /// <summary>Takes away the deepest level, or else the last dimension.</summary>
    /// <returns>False when only the total is left.</returns>
    public bool TryCoarsen()
    {
        var deepest = Enumerable.Range(0, depths.Length).OrderByDescending(i => depths[i]).ThenByDescending(i => i).FirstOrDefault(-1);
        if (deepest < 0 || depths[deepest] == 0)
        {
            return false;
        }

        depths[deepest]--;
        return true;
    }

    /// <summary>
    /// Sums that every reader can make: the cell of a category with that of each of its parts that is left.
    /// </summary>
    public IEnumerable<(int Total, int[] Parts, int Axis)> Lines()
    {
        foreach (var (cell, at) in Cells())
        {
            for (var axis = 0; axis < depths.Length; axis++)
            {
                var children = counted.Axes[axis].Children[at[axis]];
                if (children.Length > 0 && LevelOf(axis, at[axis]) < depths[axis])
                {
                    var line = axis;
                    yield return (
                        cell,
                        [.. children.Select(child => counted.CellAt([.. at.Select((number, i) => i == line ? child : number)]))],
                        axis
                    );
                }
            }
        }
    }

    public bool IsMargin(int[] at) =>
        at.Where((number, i) => depths[i] > LevelOf(i, number) && counted.Axes[i].Children[number].Length > 0).Any();

    private int LevelOf(int axis, int number) => counted.Axes[axis].Lines[number].Length - 1;
}
