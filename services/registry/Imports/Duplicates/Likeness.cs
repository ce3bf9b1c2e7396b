namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>How alike two texts are, by the triples of letters of their words, as pg_trgm counts.</summary>
internal static class Likeness
{
    /// <summary>The different triples of some words, in ascending order.</summary>
    public static int[] Triples(IEnumerable<string> words)
    {
        var triples = new HashSet<int>();
        foreach (var word in words)
        {
            var (first, second) = (' ', ' ');
            foreach (var third in word)
            {
                triples.Add(Of(first, second, third));
                (first, second) = (second, third);
            }

            triples.Add(Of(first, second, ' '));
        }

        int[] ordered = [.. triples];
        Array.Sort(ordered);
        return ordered;
    }

    /// <returns>0 to 1: what they have in common of all that they have.</returns>
    public static double Of(int[] one, int[] other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return 0;
        }

        var (i, j, common) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var difference = one[i].CompareTo(other[j]);
            common += difference == 0 ? 1 : 0;
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }

        return (double)common / (one.Length + other.Length - common);
    }

    private static int Of(char first, char second, char third) => HashCode.Combine(first, second, third);
}
