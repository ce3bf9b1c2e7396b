namespace SocialServices.Reporting.Tests.Suppression;

/// <summary>
/// The rule that was used before releases: it protects one list of numbers with its total, in one pass, and knows nothing of other lists. Kept to show
/// what readers of two lists can do.
/// </summary>
internal sealed class OnePassRule(long k)
{
    /// <returns>Which of the cells are hidden; the last is the total.</returns>
    public bool[] Hide(IReadOnlyList<long> counts)
    {
        var total = counts.Sum();
        var hidden = counts.Select(IsSmall).ToArray();
        if (IsSmall(total))
        {
            return [.. counts.Select(_ => true), true];
        }

        var (small, sum, added) = (hidden.Count(one => one), counts.Where(IsSmall).Sum(), 0);
        for (var i = counts.Count - 1; i >= 0 && small > 0 && sum < (added * k) + small + k - 1; i--)
        {
            if (counts[i] >= k)
            {
                (hidden[i], sum, added) = (true, sum + counts[i], added + 1);
            }
        }

        var isEnough = small == 0 || (added > 0 && sum >= (added * k) + small + k - 1);
        return isEnough ? [.. hidden, false] : [.. counts.Select(_ => true), false];
    }

    private bool IsSmall(long count) => count > 0 && count < k;
}
