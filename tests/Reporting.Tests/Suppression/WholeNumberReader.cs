using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Tests.Suppression;

/// <summary>
/// An attacker that shares no code with the proof: it narrows the bounds of hidden whole numbers by every relation, then tries every value that is left of
/// one cell after the other. It finds the exact interval of a cell, and is slow.
/// </summary>
internal sealed class WholeNumberReader(CellSystem system, long largest, string? organization = null)
{
    private const int Budget = 200_000;
    private int steps;

    /// <summary>The smallest and largest value that a cell can have.</summary>
    public (long Low, long High) IntervalOf(int cell)
    {
        var (low, high) = Bounds();
        Narrow(low, high);
        while (low[cell] < high[cell] && !IsPossible(low, high, cell, low[cell]))
        {
            low[cell]++;
        }

        while (low[cell] < high[cell] && !IsPossible(low, high, cell, high[cell]))
        {
            high[cell]--;
        }

        return (low[cell], high[cell]);
    }

    private (long[] Low, long[] High) Bounds()
    {
        var low = system
            .Cells.Select(cell =>
                cell.IsHidden
                    ? Math.Max(Math.Min(1, cell.Value), organization is null ? 0 : cell.Own.GetValueOrDefault(organization))
                    : cell.Value
            )
            .ToArray();
        return (low, [.. system.Cells.Select(cell => cell.IsHidden ? largest : cell.Value)]);
    }

    private bool IsPossible(long[] low, long[] high, int cell, long value)
    {
        var (tryLow, tryHigh) = ((long[])low.Clone(), (long[])high.Clone());
        (tryLow[cell], tryHigh[cell]) = (value, value);
        steps = 0;
        return Search(tryLow, tryHigh);
    }

    private bool Search(long[] low, long[] high)
    {
        if (++steps > Budget)
        {
            return true; // not decided: the test says so by a width that it cannot have found
        }

        if (!Narrow(low, high))
        {
            return false;
        }

        var open = Enumerable.Range(0, low.Length).Where(i => low[i] < high[i]).ToList();
        if (open.Count == 0)
        {
            return true;
        }

        var next = open.MinBy(i => high[i] - low[i]);
        for (var value = low[next]; value <= high[next]; value++)
        {
            var (tryLow, tryHigh) = ((long[])low.Clone(), (long[])high.Clone());
            (tryLow[next], tryHigh[next]) = (value, value);
            if (Search(tryLow, tryHigh))
            {
                return true;
            }
        }

        return false;
    }

    private bool Narrow(long[] low, long[] high)
    {
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var relation in system.Relations.Where(relation => relation.IsSum))
            {
                var (sumLow, sumHigh) = (relation.Parts.Sum(part => low[part]), relation.Parts.Sum(part => high[part]));
                changed |= Limit(relation.Total, sumLow, sumHigh);
                foreach (var part in relation.Parts)
                {
                    changed |= Limit(part, low[relation.Total] - (sumHigh - high[part]), high[relation.Total] - (sumLow - low[part]));
                }
            }

            if (Enumerable.Range(0, low.Length).Any(i => low[i] > high[i]))
            {
                return false;
            }
        }

        return true;

        bool Limit(int cell, long least, long most)
        {
            var isNarrower = least > low[cell] || most < high[cell];
            (low[cell], high[cell]) = (Math.Max(low[cell], least), Math.Min(high[cell], most));
            return isNarrower && low[cell] <= high[cell];
        }
    }
}
