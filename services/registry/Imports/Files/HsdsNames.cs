using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Imports.Files;

/// <summary>HSDS says one name and not in which language; three of ours stand in attributes, where the file has them.</summary>
internal static class HsdsNames
{
    private const string Guess = "A new record has this name in all languages of which the file says none; a known one keeps those it has.";

    /// <param name="columns">Those of the three names, by language.</param>
    /// <param name="values">Of the row; gets the name where there is none.</param>
    /// <param name="all">The columns of the row.</param>
    /// <param name="name">HSDS's own.</param>
    /// <param name="doubts">Gets what was guessed.</param>
    /// <returns>The languages of which nothing is said.</returns>
    public static IReadOnlyCollection<string> Complete(
        IReadOnlyDictionary<string, string> columns,
        string?[] values,
        List<string> all,
        string? name,
        List<Refusal> doubts
    )
    {
        var guessed = columns.Where(column => values[all.IndexOf(column.Value)] is null).ToList();
        foreach (var (_, column) in guessed)
        {
            values[all.IndexOf(column)] = name ?? "";
        }

        if (guessed.Count > 0 && name is { Length: > 0 })
        {
            doubts.Add(new Refusal(columns["en"], Guess, name));
        }

        return [.. guessed.Select(column => column.Key)];
    }
}
