using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SocialServices.Reporting.Suppression;
using Xunit;

namespace SocialServices.Reporting.Tests.Suppression;

/// <summary>What readers can calculate from tables with hidden cells.</summary>
public sealed class AttackTests
{
    private const long K = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public void Three_hidden_cells_of_a_two_by_two_table_are_not_enough_and_the_proof_says_so()
    {
        // Male and female, urban and rural (domain.md B5). Three hidden cells are not enough: 70 - 40 = 30, and 33 - 30 = 3.
        var system = TwoWay.Of(
            [
                [3, 20],
                [30, 40],
            ],
            K
        );
        (system.Cells[1].IsHidden, system.Cells[3].IsHidden) = (true, true);
        Assert.Equal((3, 3), new WholeNumberReader(system, 113).IntervalOf(0));

        var proof = new Chooser(system, K).Protect(new Deadline(Limit, CancellationToken.None));

        Assert.Empty(proof.Failed);
        Assert.True(proof.SmallestInterval >= K);
        Assert.InRange(system.Cells.Count(cell => cell.IsHidden), 4, 6);
        Assert.All([0], cell => Assert.True(WidthOf(system, cell) >= K));
    }

    [Fact]
    public void Two_small_cells_with_a_published_sum_are_not_enough_for_each_other()
    {
        // 2 + 3 = 5: who knows that none is 0 knows each within 3.
        var system = TwoWay.Of(
            [
                [2, 3, 40],
            ],
            K
        );
        new Chooser(system, K).Protect(new Deadline(Limit, CancellationToken.None));

        Assert.True(system.Cells[2].IsHidden);
        Assert.True(WidthOf(system, 0) >= K && WidthOf(system, 1) >= K);
    }

    [Property(MaxTest = 60)]
    public Property Nobody_narrows_a_small_number_of_a_published_table_below_k() =>
        Prop.ForAll(
            Tables(4),
            values =>
            {
                var system = TwoWay.Of(values, K);
                var proof = new Chooser(system, K).Protect(new Deadline(Limit, CancellationToken.None));
                foreach (var cell in Sensitive(system).Where(_ => proof.Failed.Count == 0))
                {
                    Assert.True(WidthOf(system, cell) >= K, $"{Show(values)}: cell {cell}");
                }
            }
        );

    [Property(MaxTest = 40)]
    public Property Nor_does_a_provider_that_knows_its_own_numbers() =>
        Prop.ForAll(
            Tables(3),
            values =>
            {
                // The first third of each number is the provider's own.
                var system = TwoWay.Of(values, K, (row, column) => new() { ["nrcs"] = values[row][column] / 3 });
                var proof = new Chooser(system, K).Protect(new Deadline(Limit, CancellationToken.None));
                var largest = system.Cells.Max(cell => cell.Value);
                foreach (var cell in system.Cells.Index().Where(_ => proof.Failed.Count == 0))
                {
                    var others = cell.Item.Value - cell.Item.Own.GetValueOrDefault("nrcs");
                    if (others > 0 && (others < 3 || cell.Item.Value < K))
                    {
                        var (low, high) = new WholeNumberReader(system, largest + 20, "nrcs").IntervalOf(cell.Index);
                        Assert.True(high - low >= K, $"{Show(values)}: cell {cell.Index} is {low}..{high} for the provider");
                    }
                }
            }
        );

    [Fact]
    public void The_rule_of_one_pass_gives_small_numbers_away()
    {
        var random = new Random(20211018);
        var (recovered, sensitive) = (0, 0);
        for (var i = 0; i < 40; i++)
        {
            var values = Enumerable
                .Range(0, 4)
                .Select(_ => Enumerable.Range(0, 4).Select(_ => (long)random.Next(0, 22)).ToArray())
                .ToArray();
            var system = TwoWay.Of(values, K);
            foreach (var row in Enumerable.Range(0, 4))
            {
                foreach (var (column, isHidden) in new OnePassRule(K).Hide(values[row]).Index())
                {
                    system.Cells[(row * 5) + column].IsHidden |= isHidden;
                }
            }

            sensitive += Sensitive(system).Count();
            recovered += Sensitive(system).Count(cell => WidthOf(system, cell) < K);
        }

        Assert.True(recovered > sensitive / 4, $"{recovered} of {sensitive}");
    }

    private static Arbitrary<long[][]> Tables(int size) =>
        Arb.From(
            from rows in Gen.Choose(2, size)
            from columns in Gen.Choose(2, size)
            from numbers in Gen.Choose(0, 22).ArrayOf(rows * columns)
            select numbers.Chunk(columns).Select(row => row.Select(number => (long)number).ToArray()).ToArray()
        );

    private static IEnumerable<int> Sensitive(CellSystem system) =>
        system.Cells.Index().Where(cell => cell.Item.IsSensitive).Select(cell => cell.Index);

    private static long WidthOf(CellSystem system, int cell)
    {
        var (low, high) = new WholeNumberReader(system, system.Cells.Max(one => one.Value) + 20).IntervalOf(cell);
        return high - low;
    }

    private static string Show(long[][] values) => string.Join(" / ", values.Select(row => string.Join(' ', row)));
}
