namespace SocialServices.Training.Cascade;

/// <summary>How many steps each course is from the root, by the longest chain.</summary>
internal static class CascadeDepths
{
    /// <param name="root">Depth 0.</param>
    /// <param name="links">Without circles.</param>
    /// <exception cref="InvalidOperationException">There is a circle: a fault in the data.</exception>
    public static Dictionary<Guid, int> Of(Guid root, IEnumerable<(Guid From, Guid To)> links)
    {
        var next = links.Distinct().ToLookup(link => link.From, link => link.To);
        var depths = new Dictionary<Guid, int> { [root] = 0 };
        for (var (level, depth) = (new HashSet<Guid> { root }, 1); level.Count > 0; depth++)
        {
            level = [.. level.SelectMany(course => next[course])];
            foreach (var course in level)
            {
                depths[course] = depth;
            }

            if (depth > depths.Count)
            {
                throw new InvalidOperationException("The cascade goes in a circle.");
            }
        }

        return depths;
    }
}
