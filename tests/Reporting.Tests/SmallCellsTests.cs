using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using SocialServices.Reporting.Suppression;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>
/// The reader of these tests knows the published table, its total and the rule, has found out which of the hidden cells
/// are the small ones, and tries every table that fits.
/// </summary>
public sealed class SmallCellsTests
{
    [Theory]
    [InlineData(new long[] { 0, 0, 0 }, 0L, new[] { "0", "0", "0" })]
    [InlineData(new long[] { 14, 6, 0 }, 20L, new[] { "14", "6", "0" })]
    [InlineData(new long[] { 3, 1, 0 }, null, new[] { "", "", "" })]
    [InlineData(new long[] { 20, 3, 0 }, 23L, new[] { "", "", "0" })]
    [InlineData(new long[] { 40, 20, 3, 0 }, 63L, new[] { "40", "", "", "0" })]
    [InlineData(new long[] { 3, 3, 3, 3, 3, 3, 2, 0 }, 20L, new[] { "", "", "", "", "", "", "", "0" })]
    [InlineData(new long[] { 5, 1, 0 }, 6L, new[] { "", "", "" })]
    [InlineData(new long[] { 40, 6, 1, 0 }, 47L, new[] { "", "", "", "0" })]
    public void Small_cells_are_hidden_with_enough_others_and_true_zeros_stay_where_that_is_safe(long[] counts, long? total, string[] cells)
    {
        var published = Rule(5).Protect(counts);

        Assert.Equal(total, published.Total);
        Assert.Equal(cells, published.Cells.Select(cell => cell?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));
    }

    [Theory]
    [InlineData(3, 2, 20)]
    [InlineData(3, 4, 14)]
    [InlineData(3, 6, 9)]
    [InlineData(4, 4, 18)]
    [InlineData(5, 3, 30)]
    [InlineData(5, 4, 24)]
    [InlineData(5, 5, 16)]
    public void No_hidden_cell_of_any_table_can_be_recovered(int k, int cells, int largestTotal)
    {
        var rule = Rule(k);
        foreach (
            var alike in Enumerable
                .Range(0, largestTotal + 1)
                .SelectMany(total => Tables(cells, total))
                .GroupBy(table => Known(rule, table, k))
        )
        {
            AssertProtected(k, rule.Protect(alike.First()), [.. alike]);
        }
    }

    [Property(MaxTest = 240)]
    public Property No_hidden_cell_of_a_larger_table_can_be_recovered() =>
        Prop.ForAll(
            LargerTables(),
            table =>
            {
                var (k, counts) = table;
                var rule = Rule(k);
                var published = rule.Protect(counts);
                if (published.Total is not null && published.Cells.Any(cell => cell is null))
                {
                    AssertProtected(k, published, Consistent(rule, published, counts, k));
                }
            }
        );

    [Fact]
    public void The_search_for_recoverable_cells_finds_what_a_rule_of_one_pass_gives_away()
    {
        // 70 - 40 - 27 = 3: one small cell hidden alone.
        var published = new ProtectedTable(70, [40, 27, null]);

        Assert.Throws<Xunit.Sdk.TrueException>(() =>
            AssertProtected(
                5,
                published,
                [
                    [40, 27, 3],
                ]
            )
        );
    }

    /// <summary>Partly published: every hidden cell has at least k - 1 possible values. Only the total: never one value, and k - 1 wide.</summary>
    private static void AssertProtected(int k, ProtectedTable published, IReadOnlyList<long[]> possible)
    {
        var withheld = published.Cells.All(cell => cell is null);
        foreach (var hidden in Enumerable.Range(0, published.Cells.Count).Where(i => published.Cells[i] is null))
        {
            var values = possible.Select(table => table[hidden]).ToHashSet();
            var wide = values.Max() - values.Min() >= k - 2;
            Assert.True(
                values.Count >= (withheld ? 2 : k - 1) && wide,
                $"k = {k}, {Text(published)}: cell {hidden} can only be {string.Join(" or ", values)}"
            );
        }
    }

    // Too many to try all: a walk from the true table to others that are published alike finds as many as are asked for.
    private static List<long[]> Consistent(SmallCells rule, ProtectedTable published, long[] truth, int k)
    {
        var hidden = Enumerable.Range(0, truth.Length).Where(i => published.Cells[i] is null).ToArray();
        var known = Known(rule, truth, k);
        var found = new List<long[]> { truth };
        var seen = new HashSet<string> { string.Join(' ', truth) };
        for (var next = 0; next < found.Count && found.Count < 5_000; next++)
        {
            foreach (var (from, to) in hidden.SelectMany(from => hidden.Where(to => to != from).Select(to => (from, to))))
            {
                for (var moved = 1; moved <= Math.Min(k, found[next][from]); moved++)
                {
                    var table = found[next].ToArray();
                    table[from] -= moved;
                    table[to] += moved;
                    if (seen.Add(string.Join(' ', table)) && Known(rule, table, k) == known)
                    {
                        found.Add(table);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Two to eight cells, small ones twice as often as others.</summary>
    private static Arbitrary<(int K, long[] Counts)> LargerTables() =>
        Arb.From(
            from k in Gen.Choose(3, 6)
            from cells in Gen.Choose(2, 8)
            from counts in Gen.Frequency((1, Gen.Choose(0, 59)), (2, Gen.Choose(0, (2 * k) - 1))).ArrayOf(cells)
            select (K: k, Counts: counts.Select(count => (long)count).ToArray()),
            table => Smaller(table.Counts).Select(counts => (table.K, counts))
        );

    /// <summary>A table with one cell less, or with one less in a cell.</summary>
    private static IEnumerable<long[]> Smaller(long[] counts)
    {
        var cells = Enumerable.Range(0, counts.Length).ToList();
        return cells
            .Where(_ => counts.Length > 2)
            .Select(left => counts.Where((_, cell) => cell != left).ToArray())
            .Concat(cells.Where(less => counts[less] > 0).Select(less => counts.Select((n, cell) => cell == less ? n - 1 : n).ToArray()));
    }

    private static IEnumerable<long[]> Tables(int cells, long total)
    {
        if (cells == 1)
        {
            yield return [total];
            yield break;
        }

        for (long first = 0; first <= total; first++)
        {
            foreach (var rest in Tables(cells - 1, total - first))
            {
                yield return [first, .. rest];
            }
        }
    }

    // Where nothing but the total is published, which cells are small is what the reader must not find out.
    private static string Known(SmallCells rule, long[] table, int k)
    {
        var published = rule.Protect(table);
        return published.Cells.All(cell => cell is null)
            ? Text(published)
            : $"{Text(published)}, small: {string.Concat(table.Select(count => count < k ? 's' : '-'))}";
    }

    private static SmallCells Rule(int k) => new(Options.Create(new SuppressionOptions { Threshold = k }));

    private static string Text(ProtectedTable table) =>
        string.Join(
            ' ',
            table.Cells.Prepend(table.Total).Select(number => number is null ? "?" : FormattableString.Invariant($"{number}"))
        );
}
