namespace SocialServices.Registry.Imports.Rows;

/// <summary>What organizations will be part of when all rows of a batch are written: rows may name each other, in any order.</summary>
internal static class OrganizationParents
{
    public const string Circle = "An organization cannot be part of itself.";

    /// <summary>Takes rows that cannot be written out of the list, and then those that depended on them.</summary>
    /// <param name="rows">What shall be written.</param>
    /// <param name="present">The organizations that are there, with what they are part of.</param>
    /// <returns>The rows that were taken out, and why.</returns>
    public static IReadOnlyList<(OrganizationRow Row, string Reason)> TakeOut(List<OrganizationRow> rows, IReadOnlyDictionary<string, string?> present)
    {
        var taken = new List<(OrganizationRow Row, string Reason)>();
        while (true)
        {
            var parents = present.ToDictionary();
            foreach (var row in rows)
            {
                parents[row.Code] = row.Parent.Or(parents.GetValueOrDefault(row.Code));
            }

            var wrong = rows.Where(row => row.Parent.IsGiven).Select(row => (Row: row, Reason: FindFault(row, parents)!)).Where(row => row.Reason is not null).ToList();
            if (wrong.Count == 0)
            {
                return taken;
            }

            taken.AddRange(wrong);
            rows.RemoveAll(row => wrong.Exists(other => other.Row == row));
        }
    }

    private static string? FindFault(OrganizationRow row, Dictionary<string, string?> parents)
    {
        if (row.Parent.Value is { } named && !parents.ContainsKey(named))
        {
            return SiteChecks.NoOrganization;
        }

        var passed = new HashSet<string>();
        for (var above = row.Parent.Value; above is not null && passed.Add(above); above = parents.GetValueOrDefault(above))
        {
            if (above == row.Code)
            {
                return Circle;
            }
        }

        return null;
    }
}
