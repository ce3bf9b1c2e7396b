using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Tests.Suppression;

/// <summary>A table of three dimensions with all totals of one, two and three of them, as a system of cells.</summary>
internal static class ThreeWay
{
    /// <param name="values">By the numbers of the three categories.</param>
    /// <param name="k">What is smaller is sensitive.</param>
    public static CellSystem Of(long[,,] values, long k)
    {
        var system = new CellSystem();
        int[] sizes = [values.GetLength(0), values.GetLength(1), values.GetLength(2)];
        var numbers = new Dictionary<(int, int, int), int>();
        foreach (var at in All(sizes, withTotals: true))
        {
            var value = All(sizes, withTotals: false)
                .Where(cell =>
                    (at.X == sizes[0] || at.X == cell.X) && (at.Y == sizes[1] || at.Y == cell.Y) && (at.Z == sizes[2] || at.Z == cell.Z)
                )
                .Sum(cell => values[cell.X, cell.Y, cell.Z]);
            numbers[at] = system.Add(
                new SecretCell
                {
                    Key = $"{at}",
                    Value = value,
                    IsOffered = true,
                    IsMargin = at.X == sizes[0] || at.Y == sizes[1] || at.Z == sizes[2],
                    IsSensitive = value > 0 && value < k,
                    IsHidden = value > 0 && value < k,
                }
            );
        }

        foreach (var at in numbers.Keys)
        {
            Relate(at.Item1 == sizes[0], sizes[0], i => (i, at.Item2, at.Item3));
            Relate(at.Item2 == sizes[1], sizes[1], i => (at.Item1, i, at.Item3));
            Relate(at.Item3 == sizes[2], sizes[2], i => (at.Item1, at.Item2, i));

            void Relate(bool isTotal, int size, Func<int, (int, int, int)> part)
            {
                if (isTotal)
                {
                    system.Relate(new Relation(numbers[at], [.. Enumerable.Range(0, size).Select(i => numbers[part(i)])], IsSum: true));
                }
            }
        }

        return system;
    }

    private static IEnumerable<(int X, int Y, int Z)> All(int[] sizes, bool withTotals)
    {
        var more = withTotals ? 1 : 0;
        return from x in Enumerable.Range(0, sizes[0] + more)
            from y in Enumerable.Range(0, sizes[1] + more)
            from z in Enumerable.Range(0, sizes[2] + more)
            select (x, y, z);
    }
}
