namespace SocialServices.Reporting.Indicators;

/// <summary>A dimension as a table uses it: its categories down to a depth. Number 0 is the total.</summary>
internal sealed class Axis
{
    private readonly Dictionary<string, int> numbers;

    private Axis(Dimension dimension, IReadOnlyList<Node> nodes)
    {
        Dimension = dimension;
        Nodes = nodes;
        numbers = nodes.Select((node, i) => (node.Code, i)).ToDictionary(pair => pair.Code, pair => pair.i + 1);
        Parents = [-1, .. nodes.Select(node => node.Parent is null ? 0 : numbers[node.Parent])];
        Children =
        [
            .. Enumerable
                .Range(0, Parents.Count)
                .Select(parent => Enumerable.Range(1, nodes.Count).Where(i => Parents[i] == parent).ToArray()),
        ];
        Lines = [.. Enumerable.Range(0, Parents.Count).Select(number => LineOf(number).ToArray())];
    }

    public Dimension Dimension { get; }
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Number of the total and of all categories.</summary>
    public int Size => Nodes.Count + 1;

    /// <summary>By number; -1 for the total.</summary>
    public IReadOnlyList<int> Parents { get; }

    public IReadOnlyList<int[]> Children { get; }

    /// <summary>By number: itself, its parent, and so on to the total.</summary>
    public IReadOnlyList<int[]> Lines { get; }

    public int Depth => Lines.Max(line => line.Length) - 1;

    /// <param name="dimension">With a category for the unknown on each level.</param>
    /// <param name="all">Its categories, parents before children.</param>
    /// <param name="depth">Levels that are kept.</param>
    public static Axis Of(Dimension dimension, IReadOnlyList<Node> all, int depth = int.MaxValue)
    {
        var levels = new Dictionary<string, int>();
        var nodes = new List<Node>();
        foreach (var node in all.Append(new Node(Dimension.Unknown)))
        {
            var level = node.Parent is null ? 1 : levels.GetValueOrDefault(node.Parent, int.MaxValue - 1) + 1;
            if (level <= depth && levels.TryAdd(node.Code, level))
            {
                nodes.Add(node);
            }
        }

        return new Axis(dimension, nodes);
    }

    /// <summary>The same with one level less; null when nothing would be left.</summary>
    public Axis? Coarser() => Depth > 1 ? Of(Dimension, Nodes, Depth - 1) : null;

    public string CodeOf(int number) => number == 0 ? "total" : Nodes[number - 1].Code;

    public int? NumberOf(string code) => numbers.TryGetValue(code, out var number) ? number : null;

    /// <summary>
    /// The deepest category of a unit's value. A value that no register knows is in the unknown one of what it begins with.
    /// </summary>
    public int Place(string? value)
    {
        if (value is null)
        {
            return numbers[Dimension.Unknown];
        }

        if (numbers.TryGetValue(value, out var number))
        {
            // A value above the leaves, such as a velayat for somebody whose etrap is not known.
            return Children[number].Length == 0 ? number
                : numbers.TryGetValue(Unknown(value), out var unknown) ? unknown
                : number;
        }

        return value.LastIndexOf('-') is > 0 and var end ? Place(value[..end]) : numbers[Dimension.Unknown];
    }

    /// <summary>The category for what is somewhere in a category, but not known where.</summary>
    public static string Unknown(string category) => $"{category}-{Dimension.Unknown}";

    private IEnumerable<int> LineOf(int number)
    {
        for (; number >= 0; number = Parents[number])
        {
            yield return number;
        }
    }
}
