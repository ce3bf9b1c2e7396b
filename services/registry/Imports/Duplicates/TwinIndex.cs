namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>Records of one kind, found by what they have in common. A comparison costs little, all with all would cost too much.</summary>
internal sealed class TwinIndex<T>
    where T : class, ITwin<T>
{
    /// <summary>What more records have in common says nothing.</summary>
    private const int MaxPerKey = 200;

    private const int MaxCompared = 300;
    private const int MaxPerRecord = 5;
    private readonly Dictionary<int, List<T>> byKey = [];

    public void Add(T twin)
    {
        foreach (var key in twin.Keys)
        {
            if (!byKey.TryGetValue(key, out var twins))
            {
                byKey[key] = twins = new List<T>(1);
            }

            if (twins.Count <= MaxPerKey) // longer lists are not asked
            {
                twins.Add(twin);
            }
        }
    }

    /// <summary>Those that are probably the same, the most probable first.</summary>
    public IEnumerable<(T Other, double Score, string Why)> Alike(T twin) =>
        Near(twin)
            .Select(other => (Other: other, Likeness: twin.CompareTo(other)))
            .Where(pair => pair.Likeness is not null)
            .Select(pair => (pair.Other, pair.Likeness!.Value.Score, pair.Likeness.Value.Why))
            .OrderByDescending(pair => pair.Score)
            .Take(MaxPerRecord);

    // Those with which it is worth comparing; the rarest keys count first.
    private HashSet<T> Near(T twin)
    {
        var found = new HashSet<T>();
        foreach (
            var twins in twin
                .Sought.Select(key => byKey.GetValueOrDefault(key))
                .OfType<List<T>>()
                .Where(twins => twins.Count <= MaxPerKey)
                .OrderBy(twins => twins.Count)
        )
        {
            found.UnionWith(twins);
            if (found.Count >= MaxCompared)
            {
                break;
            }
        }

        return found;
    }
}
