namespace SocialServices.Reporting.Indicators;

/// <summary>Exact numbers of a table: every combination of categories and totals. They never leave the service as they are.</summary>
internal sealed class CountedTable
{
    private readonly int[] strides;
    private readonly HashSet<(int Cell, string Id)>? seen;
    private readonly HashSet<(int Cell, string Id, string Organization)>? seenOwn;

    /// <param name="axes">Its dimensions; none for a single number.</param>
    /// <param name="repeats">Units have ids and may come more than once.</param>
    public CountedTable(IReadOnlyList<Axis> axes, bool repeats)
    {
        Axes = axes;
        strides = new int[axes.Count];
        var size = 1;
        for (var i = 0; i < axes.Count; i++)
        {
            strides[i] = size;
            size *= axes[i].Size;
        }

        Values = new long[size];
        Own = new Dictionary<string, long>?[size];
        seen = repeats ? [] : null;
        seenOwn = repeats ? [] : null;
    }

    public IReadOnlyList<Axis> Axes { get; }
    public long[] Values { get; }

    /// <summary>By cell: how many of its units each organization knows because they are its own.</summary>
    public Dictionary<string, long>?[] Own { get; }

    public void Add(IReadOnlyList<string?> values, string[] organizations, long weight, string? id)
    {
        var lines = new int[Axes.Count][];
        for (var i = 0; i < Axes.Count; i++)
        {
            lines[i] = Axes[i].Lines[Axes[i].Place(values[i])];
        }

        Add(lines, 0, 0, organizations, weight, id);
    }

    /// <summary>The numbers of the categories, one for each axis.</summary>
    public int[] CoordinatesOf(int cell) => [.. Axes.Select((axis, i) => cell / strides[i] % axis.Size)];

    public int CellAt(IReadOnlyList<int> coordinates)
    {
        var cell = 0;
        for (var i = 0; i < strides.Length; i++)
        {
            cell += coordinates[i] * strides[i];
        }

        return cell;
    }

    private void Add(int[][] lines, int axis, int cell, string[] organizations, long weight, string? id)
    {
        if (axis < lines.Length)
        {
            foreach (var number in lines[axis])
            {
                Add(lines, axis + 1, cell + (number * strides[axis]), organizations, weight, id);
            }

            return;
        }

        if (seen is null || seen.Add((cell, id!)))
        {
            Values[cell] += weight;
        }

        foreach (var organization in organizations)
        {
            if (seenOwn is null || seenOwn.Add((cell, id!, organization)))
            {
                var own = Own[cell] ??= [];
                own[organization] = own.GetValueOrDefault(organization) + weight;
            }
        }
    }
}
