using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SocialServices.Reporting.Suppression;
using Xunit;

namespace SocialServices.Reporting.Tests.Suppression;

/// <summary>Tables of three dimensions: a hidden cell stands in three sums, and each of these in two more.</summary>
public sealed class ThreeWayAttackTests
{
    private const long K = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Property(MaxTest = 25)]
    public Property Nobody_narrows_a_small_number_of_a_three_way_table_below_k() =>
        Prop.ForAll(
            Tables(),
            values =>
            {
                var system = ThreeWay.Of(values, K);
                var proof = new Chooser(system, K).Protect(new Deadline(Limit, CancellationToken.None));
                foreach (var (number, cell) in system.Cells.Index().Where(one => proof.Failed.Count == 0 && one.Item.IsSensitive))
                {
                    var (low, high) = new WholeNumberReader(system, system.Cells.Max(one => one.Value) + 20).IntervalOf(number);
                    Assert.True(high - low >= K, $"{string.Join(' ', values.Cast<long>())}: {cell.Key} is {low}..{high}");
                }
            }
        );

    [Fact]
    public void Two_small_cells_in_every_sum_are_not_enough_when_all_three_dimensions_are_added_up()
    {
        // Each sum of the cube has two hidden cells, as the rule of one pass wants it; together they give a cell away within two.
        var values = new long[2, 2, 2];
        (values[0, 0, 0], values[0, 0, 1], values[0, 1, 0], values[0, 1, 1]) = (1, 2, 2, 1);
        (values[1, 0, 0], values[1, 0, 1], values[1, 1, 0], values[1, 1, 1]) = (2, 1, 1, 2);
        var system = ThreeWay.Of(values, K);
        foreach (var cell in system.Cells.Where(cell => cell.IsMargin))
        {
            cell.IsHidden = false;
        }

        var (low, high) = new WholeNumberReader(system, 50).IntervalOf(0);
        Assert.True(high - low < K);

        new Chooser(system, K).Protect(new Deadline(Limit, CancellationToken.None));

        (low, high) = new WholeNumberReader(system, 50).IntervalOf(0);
        Assert.True(high - low >= K, $"{low}..{high}");
    }

    private static Arbitrary<long[,,]> Tables() =>
        Arb.From(from rows in Gen.Choose(2, 3) from numbers in Gen.Choose(0, 22).ArrayOf(rows * 4) select Cube(rows, numbers));

    private static long[,,] Cube(int rows, int[] numbers)
    {
        var values = new long[rows, 2, 2];
        foreach (var (i, number) in numbers.Index())
        {
            values[i / 4, i / 2 % 2, i % 2] = number;
        }

        return values;
    }
}
