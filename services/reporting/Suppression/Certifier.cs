namespace SocialServices.Reporting.Suppression;

/// <summary>What a proof has shown.</summary>
/// <param name="Cells">Numbers that readers may put together, of this release and those before it.</param>
/// <param name="Hidden">Of them, not shown.</param>
/// <param name="Sensitive">Of these, to be protected.</param>
/// <param name="Attackers">Readers tried: somebody outside, and each organization with its own numbers.</param>
/// <param name="Failed">Sensitive cells that somebody could narrow down too far, by number.</param>
/// <param name="SmallestInterval">
/// The narrowest interval that was proven; null when nothing is sensitive. Proofs stop at the threshold.
/// </param>
internal sealed record Proof(int Cells, int Hidden, int Sensitive, int Attackers, IReadOnlyList<int> Failed, long? SmallestInterval);

/// <summary>
/// Proves that what is hidden stays hidden. A sensitive cell passes when there are two worlds of whole numbers, both in accord with
/// everything
/// published and known, that differ by k or more in it: for a reader outside, and for each organization that knows its own numbers.
/// </summary>
internal sealed class Certifier(CellSystem system, long k)
{
    private const long Few = 3;

    // Hiding more makes more worlds possible: what is proven stays proven.
    private readonly Dictionary<(int Cell, string? Organization), long> proven = [];

    public Proof Prove(Deadline deadline)
    {
        var failed = new HashSet<int>();
        foreach (var cluster in system.Clusters())
        {
            foreach (var organization in cluster.SelectMany(cell => system.Cells[cell].Own.Keys).Distinct().Order().Prepend(null))
            {
                var sensitive = cluster
                    .Where(cell =>
                        IsSensitive(system.Cells[cell], organization) && !failed.Contains(cell) && !proven.ContainsKey((cell, organization))
                    )
                    .ToList();
                if (sensitive.Count == 0)
                {
                    continue;
                }

                using var attacker = new Attacker(system, cluster, organization, deadline);
                foreach (var (cell, width) in attacker.Widths(sensitive, k))
                {
                    if (width < k)
                    {
                        failed.Add(cell);
                    }
                    else
                    {
                        proven[(cell, organization)] = width;
                    }
                }
            }
        }

        var hidden = system.Cells.Where(cell => cell.IsHidden).ToList();
        return new Proof(
            system.Cells.Count,
            hidden.Count,
            hidden.Count(cell => cell.IsSensitive),
            proven.Keys.Select(one => one.Organization).Append(null).Distinct().Count(),
            [.. failed.Order()],
            proven.Count == 0 ? null : proven.Values.Min()
        );
    }

    /// <summary>Whether the number is small, or an organization that takes its own away would be left with one or two others.</summary>
    public static bool IsSmall(long value, IReadOnlyDictionary<string, long> own, long k) =>
        value > 0 && (value < k || own.Values.Any(mine => LeavesFew(value, mine)));

    private static bool LeavesFew(long value, long mine) => mine > 0 && value > mine && value - mine < Few;

    private static bool IsSensitive(SecretCell cell, string? organization)
    {
        if (organization is null)
        {
            return cell.IsSensitive;
        }

        var mine = cell.Own.GetValueOrDefault(organization);
        return (cell.IsSensitive && (mine == 0 || cell.Value > mine)) || LeavesFew(cell.Value, mine);
    }
}
