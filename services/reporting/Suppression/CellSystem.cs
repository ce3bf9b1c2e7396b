namespace SocialServices.Reporting.Suppression;

/// <summary>All numbers that readers can put together, and all they know of how these belong together.</summary>
internal sealed class CellSystem
{
    private readonly List<SecretCell> cells = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<Relation> relations = [];
    private readonly List<List<int>> relationsOf = [];

    public IReadOnlyList<SecretCell> Cells => cells;
    public IReadOnlyList<Relation> Relations => relations;

    public int Add(SecretCell cell)
    {
        numbers.Add(cell.Key, cells.Count);
        cells.Add(cell);
        relationsOf.Add([]);
        return cells.Count - 1;
    }

    public int? Find(string key) => numbers.TryGetValue(key, out var number) ? number : null;

    /// <summary>A relation between cells none of which can be unknown is left out later, not here.</summary>
    public void Relate(Relation relation)
    {
        foreach (var cell in relation.Cells)
        {
            relationsOf[cell].Add(relations.Count);
        }

        relations.Add(relation);
    }

    public IReadOnlyList<int> RelationsOf(int cell) => relationsOf[cell];

    /// <summary>Hidden cells that hang together by relations; what is known separates them.</summary>
    public IEnumerable<IReadOnlyList<int>> Clusters()
    {
        var done = new bool[cells.Count];
        for (var start = 0; start < cells.Count; start++)
        {
            if (done[start] || cells[start].IsOpen)
            {
                continue;
            }

            var cluster = new List<int>();
            var waiting = new Queue<int>([start]);
            done[start] = true;
            while (waiting.TryDequeue(out var cell))
            {
                cluster.Add(cell);
                foreach (var other in relationsOf[cell].SelectMany(relation => relations[relation].Cells))
                {
                    if (!done[other] && cells[other].IsHidden)
                    {
                        done[other] = true;
                        waiting.Enqueue(other);
                    }
                }
            }

            yield return cluster;
        }
    }
}
