using Microsoft.Extensions.Options;

namespace SocialServices.Reporting.Suppression;

/// <summary>
/// Hides small counts of people so that no arithmetic on what is published, with full knowledge of this rule, brings
/// them back. The rule, in the order it is applied to one table whose cells add up to its total T:
/// <list type="number">
/// <item>T = 0 or no cell in 1..k-1: everything is published.</item>
/// <item>T in 1..k-1: the total and every cell are hidden.</item>
/// <item>Every cell in 1..k-1 is hidden (p of them), then further non-zero cells one after the other, from the last
/// category to the first, until the hidden cells' sum S reaches q·k + p + k - 1, where q ≥ 1 counts the cells added.
/// Zeros stay.</item>
/// <item>No cell is k or larger, so that none can be added: hiding the small ones is enough when T ≥ 2k and
/// p + k - 2 ≤ T ≤ (p - 1)(k - 1) + 1. Zeros stay.</item>
/// <item>Otherwise nothing but the total is published; zeros too are hidden.</item>
/// </list>
/// </summary>
/// <remarks>
/// Why. Readers know S = T - everything visible. Cells are added by category and not by size, so that the choice says
/// nothing about sizes; that the sum was still too low after q - 1 cells says only what holds anyway when each of them
/// is k and each other small cell 1. Hence after steps 3 and 4 each small cell could be any of 1..k-1, and each added
/// cell has at least k - 1 possible values. After step 5 any permutation of the table is as possible as the table.
/// SmallCellsTests enumerates every table that fits a published one and checks this. See docs/decisions/small-cell-suppression.md.
/// </remarks>
internal sealed class SmallCells(IOptions<SuppressionOptions> options)
{
    private readonly long k = options.Value.Threshold;

    /// <param name="counts">Not negative; each person is in one cell, and the categories do not depend on the people counted.</param>
    public ProtectedTable Protect(IReadOnlyList<long> counts)
    {
        var total = counts.Sum();
        if (IsSmall(total))
        {
            return new ProtectedTable(null, new long?[counts.Count]);
        }

        var hidden = counts.Select(IsSmall).ToArray();
        var primaries = hidden.Count(isHidden => isHidden);
        if (primaries == 0)
        {
            return new ProtectedTable(total, [.. counts.Cast<long?>()]);
        }

        return counts.Any(count => count >= k) ? AddCells(counts, hidden, primaries, total) : OnlySmall(counts, hidden, primaries, total);
    }

    /// <summary>A count that stands alone.</summary>
    /// <returns>Null when it is hidden.</returns>
    public long? Protect(long count) => IsSmall(count) ? null : count;

    private ProtectedTable AddCells(IReadOnlyList<long> counts, bool[] hidden, int primaries, long total)
    {
        var sum = counts.Where(IsSmall).Sum();
        var added = 0;
        for (var i = counts.Count - 1; i >= 0; i--)
        {
            if (counts[i] < k)
            {
                continue;
            }

            hidden[i] = true;
            sum += counts[i];
            added++;
            if (sum >= (added * k) + primaries + k - 1)
            {
                return Without(hidden, counts, total);
            }
        }

        return Nothing(counts, total);
    }

    private ProtectedTable OnlySmall(IReadOnlyList<long> counts, bool[] hidden, int primaries, long total) =>
        total >= 2 * k && total >= primaries + k - 2 && total <= ((primaries - 1) * (k - 1)) + 1
            ? Without(hidden, counts, total)
            : Nothing(counts, total);

    private bool IsSmall(long count) => count > 0 && count < k;

    private static ProtectedTable Without(bool[] hidden, IReadOnlyList<long> counts, long total) =>
        new(total, [.. counts.Select((count, i) => hidden[i] ? (long?)null : count)]);

    private static ProtectedTable Nothing(IReadOnlyList<long> counts, long total) => new(total, new long?[counts.Count]);
}
