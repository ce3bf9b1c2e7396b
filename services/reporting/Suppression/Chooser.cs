namespace SocialServices.Reporting.Suppression;

/// <summary>
/// Chooses which further cells to hide so that sensitive ones cannot be calculated. It is a heuristic: it may choose too much, and only the
/// proof
/// (<see cref="Certifier"/>) decides whether it is enough. It goes by the order of cells and by what is needed, never by size: the choice
/// tells nothing.
/// </summary>
internal sealed class Chooser(CellSystem system, long k)
{
    private const int MaxRounds = 400;
    private const int Many = 500;

    /// <returns>The proof. It names cells that failed when nothing more can be hidden and it is not enough.</returns>
    /// <exception cref="TimeoutException">There was no proof in time.</exception>
    public Proof Protect(Deadline deadline)
    {
        IReadOnlySet<int>? changed = null;
        var certifier = new Certifier(system, k);
        for (var round = 0; ; round++)
        {
            changed = FixLines(deadline, changed);
            var proof = certifier.Prove(deadline);
            if (proof.Failed.Count == 0 || round == MaxRounds - 1)
            {
                return proof;
            }

            // Many at once where many fail, so that it comes to an end; few at once where few do, so that little is hidden in vain.
            var apart = proof.Failed.Count > Many ? 4 : 30;
            var added = new HashSet<int>();
            foreach (var cell in proof.Failed)
            {
                // The sums near it have more room already: whether it is enough, the next proof tells.
                if (
                    !added.Overlaps(Near(cell).Take(apart).SelectMany(relation => system.Relations[relation].Cells))
                    && Widen(cell) is { } more
                )
                {
                    added.Add(more);
                }
            }

            if (added.Count == 0)
            {
                return proof;
            }

            changed = added;
        }
    }

    /// <summary>No sum may have a single hidden cell, nor leave a sensitive one too little room in its own sum.</summary>
    private HashSet<int> FixLines(Deadline deadline, IReadOnlySet<int>? changed)
    {
        var touched = new HashSet<int>(changed ?? new HashSet<int>());
        var waiting = new Queue<int>(
            changed is null ? Enumerable.Range(0, system.Relations.Count) : changed.SelectMany(system.RelationsOf).Distinct()
        );
        while (waiting.TryDequeue(out var number))
        {
            deadline.Check();
            while (Needs(system.Relations[number]) && Pick(system.Relations[number]) is { } more)
            {
                system.Cells[more].IsHidden = true;
                touched.Add(more);
                foreach (var relation in system.RelationsOf(more))
                {
                    waiting.Enqueue(relation);
                }
            }
        }

        return touched;
    }

    private bool Needs(Relation relation)
    {
        if (!relation.IsSum)
        {
            return false;
        }

        var hidden = relation.Cells.Where(cell => system.Cells[cell].IsHidden).ToList();
        return (hidden.Count == 1 && !system.Cells[hidden[0]].IsRest)
            || (
                hidden.Count > 1
                && system.Cells[relation.Total].IsOpen
                && hidden.Any(cell => system.Cells[cell].IsSensitive && TooNarrow(cell, hidden))
            );
    }

    // Between the smallest it can be and what the others can give it.
    private bool TooNarrow(int cell, List<int> hidden)
    {
        long Floor(int one) => Math.Min(1, system.Cells[one].Value);
        var down = system.Cells[cell].Value - Floor(cell);
        var up = hidden.Where(other => other != cell).Sum(other => system.Cells[other].Value - Floor(other));
        return down + up < k;
    }

    private int? Pick(Relation relation)
    {
        var candidates = relation.Cells.Where(cell => CanBeHidden(system.Cells[cell])).ToList();
        return candidates.Count == 0
            ? null
            : candidates
                .OrderBy(cell => cell == relation.Total || system.Cells[cell].IsMargin ? 1 : 0)
                .ThenBy(cell => system.Cells[cell].Value >= k ? 0 : 1) // as many as are small would be no help
                .ThenByDescending(Gain)
                .ThenByDescending(cell => cell)
                .First();
    }

    // Sums that wait for another hidden cell are served by the same one; sums without any would need more.
    private int Gain(int cell)
    {
        var gain = 0;
        foreach (var number in system.RelationsOf(cell))
        {
            var relation = system.Relations[number];
            var hidden = relation.Cells.Count(other => system.Cells[other].IsHidden);
            gain +=
                !relation.IsSum ? 0
                : hidden == 0 ? -1
                : Needs(relation) ? 2
                : 0;
        }

        return gain;
    }

    /// <summary>Hides one more cell in the nearest sums of a cell that could be narrowed down.</summary>
    private int? Widen(int cell)
    {
        foreach (var number in Near(cell))
        {
            if (Pick(system.Relations[number]) is { } more)
            {
                system.Cells[more].IsHidden = true;
                return more;
            }
        }

        return null;
    }

    // Its own sums, those with the fewest hidden cells first, then those of the cells hidden there, and so on.
    private IEnumerable<int> Near(int start)
    {
        var (seen, waiting, cells) = (new HashSet<int>(), new Queue<int>([start]), new HashSet<int> { start });
        while (waiting.TryDequeue(out var cell))
        {
            foreach (
                var relation in system
                    .RelationsOf(cell)
                    .Where(seen.Add)
                    .OrderBy(relation => system.Relations[relation].Cells.Count(other => system.Cells[other].IsHidden))
                    .ToList()
            )
            {
                yield return relation;
                foreach (var other in system.Relations[relation].Cells.Where(other => system.Cells[other].IsHidden && cells.Add(other)))
                {
                    waiting.Enqueue(other);
                }
            }
        }
    }

    private static bool CanBeHidden(SecretCell cell) =>
        cell is { IsHidden: false, IsOffered: true, IsKnown: false, IsStructuralZero: false };
}
