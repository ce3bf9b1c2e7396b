namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>Sites of one service type, found by place and word, and by where they are. A comparison costs little, all with all would cost too much.</summary>
internal sealed class TwinIndex
{
    private const double CellDegrees = 0.003; // more than 200 m in both directions, up to 43° north

    /// <summary>A word that more sites of a place have says nothing.</summary>
    private const int MostOfAWord = 200;

    private const int MostCompared = 300;
    private readonly Dictionary<int, List<Twin>> byWord = [];
    private readonly Dictionary<int, List<Twin>> byCell = [];

    public void Add(Twin twin)
    {
        foreach (var key in twin.Keys)
        {
            AddTo(byWord, HashCode.Combine(twin.Place, key), twin);
        }

        if (twin is { Latitude: { } latitude, Longitude: { } longitude })
        {
            AddTo(byCell, HashCode.Combine(Cell(latitude), Cell(longitude)), twin);
        }
    }

    /// <summary>Those with which it is worth comparing; the rarest words count first.</summary>
    public IReadOnlyCollection<Twin> Near(Twin twin)
    {
        var found = new HashSet<Twin>();
        foreach (var sites in twin.Keys
            .Select(key => byWord.GetValueOrDefault(HashCode.Combine(twin.Place, key)))
            .Concat(Cells(twin).Select(cell => byCell.GetValueOrDefault(cell)))
            .OfType<List<Twin>>().Where(sites => sites.Count <= MostOfAWord).OrderBy(sites => sites.Count))
        {
            found.UnionWith(sites);
            if (found.Count >= MostCompared)
            {
                break;
            }
        }

        return found;
    }

    private static IEnumerable<int> Cells(Twin twin)
    {
        if (twin is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            yield break;
        }

        for (var north = -1; north <= 1; north++)
        {
            for (var east = -1; east <= 1; east++)
            {
                yield return HashCode.Combine(Cell(latitude) + north, Cell(longitude) + east);
            }
        }
    }

    private static int Cell(double degrees) => (int)Math.Floor(degrees / CellDegrees);

    private static void AddTo(Dictionary<int, List<Twin>> lists, int key, Twin twin)
    {
        if (!lists.TryGetValue(key, out var twins))
        {
            lists[key] = twins = new List<Twin>(1);
        }

        if (twins.Count <= MostOfAWord) // longer lists are not asked
        {
            twins.Add(twin);
        }
    }
}
