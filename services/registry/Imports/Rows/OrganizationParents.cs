namespace SocialServices.Registry.Imports.Rows;

/// <summary>What organizations will be part of when rows are written: rows may name each other, in any order.</summary>
internal static class OrganizationParents
{
    public const string Circle = "An organization cannot be part of itself.";

    /// <param name="rows">What shall be written.</param>
    /// <param name="present">The organizations that are there, with what they are part of.</param>
    /// <returns>By code, why rows cannot be written: those of a circle, those that name what is not there, and those that depend on them.</returns>
    public static IReadOnlyDictionary<string, string> FindRefusals(
        IReadOnlyCollection<Membership> rows,
        IReadOnlyDictionary<string, string?> present
    )
    {
        var (faults, parents) = (new Dictionary<string, string>(), present.ToDictionary());
        foreach (var row in rows)
        {
            parents[row.Code] = row.Parent.Or(present.GetValueOrDefault(row.Code));
        }

        var open = rows.Where(row => row.Parent is { IsGiven: true, Value: not null })
            .ToDictionary(row => row.Code, row => row.Parent.Value!);
        var parts = open.ToLookup(row => row.Value, row => row.Key);
        var wrong = new Queue<(string Code, string Reason)>(
            open.Where(row => !parents.ContainsKey(row.Value)).Select(row => (row.Key, SiteChecks.NoOrganization))
        );
        while (true)
        {
            while (wrong.TryDequeue(out var fault))
            {
                if (!open.Remove(fault.Code))
                {
                    continue;
                }

                faults.Add(fault.Code, fault.Reason);
                if (present.TryGetValue(fault.Code, out var before))
                {
                    parents[fault.Code] = before; // which may close another circle
                    continue;
                }

                parents.Remove(fault.Code);
                foreach (var part in parts[fault.Code])
                {
                    wrong.Enqueue((part, SiteChecks.NoOrganization));
                }
            }

            foreach (var code in FindCircles(open.Keys, parents))
            {
                wrong.Enqueue((code, Circle));
            }

            if (wrong.Count == 0)
            {
                return faults;
            }
        }
    }

    // Nobody is passed twice, so that a chain of all rows costs no more than as many rows without parents.
    private static List<string> FindCircles(IReadOnlyCollection<string> codes, Dictionary<string, string?> parents)
    {
        var (passed, circles) = (new Dictionary<string, string>(), new List<string>());
        foreach (var start in codes)
        {
            var above = start;
            while (above is not null && passed.TryAdd(above, start))
            {
                above = parents.GetValueOrDefault(above);
            }

            if (above is null || passed[above] != start)
            {
                continue;
            }

            var member = above;
            do
            {
                circles.Add(member);
                member = parents[member]!;
            } while (member != above);
        }

        return circles;
    }
}
