using System.Text;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>
/// One of several things in a cell. Things have semicolons between them and are words with spaces between; a word with spaces
/// or semicolons stands in double quotes, and a double quote in it is written twice: <c>mlspp 2021-01-01.. "State ""social"" budget"</c>.
/// </summary>
/// <param name="Words">At least one.</param>
internal sealed record CellItem(IReadOnlyList<CellWord> Words)
{
    /// <returns>Null when a quote is not closed, or something follows it.</returns>
    public static IReadOnlyList<CellItem>? ReadAll(string text)
    {
        var (items, words) = (new List<CellItem>(), new List<CellWord>());
        for (var at = 0; at < text.Length; )
        {
            if (text[at] is ';')
            {
                Close();
                at++;
            }
            else if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if ((text[at] is '"' ? ReadQuoted(text, ref at) : ReadPlain(text, ref at)) is { } word)
            {
                words.Add(word);
            }
            else
            {
                return null;
            }
        }

        Close();
        return items;

        void Close()
        {
            if (words.Count > 0)
            {
                items.Add(new CellItem([.. words]));
                words.Clear();
            }
        }
    }

    /// <returns>Null when there is nothing.</returns>
    public static string? WriteAll<T>(IEnumerable<T> things, Func<T, IEnumerable<string?>> wordsOf) =>
        string.Join("; ", things.Select(thing => string.Join(' ', wordsOf(thing).OfType<string>()))) is { Length: > 0 } text ? text : null;

    public static string? Quote(string? text) => text is null ? null : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string ToString() => string.Join(' ', Words.Select(word => word.IsQuoted ? Quote(word.Text) : word.Text));

    private static CellWord ReadPlain(string text, ref int at)
    {
        var begin = at;
        while (at < text.Length && text[at] is not ';' && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return new CellWord(text[begin..at], IsQuoted: false);
    }

    private static CellWord? ReadQuoted(string text, ref int at)
    {
        var word = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] is not '"')
            {
                word.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] is '"')
            {
                word.Append(text[at++]);
            }
            else
            {
                at++;
                return at == text.Length || text[at] is ';' || char.IsWhiteSpace(text[at])
                    ? new CellWord(word.ToString(), IsQuoted: true)
                    : null;
            }
        }

        return null;
    }
}

/// <param name="Text">Without its quotes.</param>
/// <param name="IsQuoted">It is a text and not a code, a day or a number.</param>
internal sealed record CellWord(string Text, bool IsQuoted);

/// <summary>Makes something of the things in a cell.</summary>
/// <param name="items">At least one.</param>
/// <param name="fault">Why not; null when it could.</param>
internal delegate T? CellReader<T>(IReadOnlyList<CellItem> items, out CellFault? fault);

/// <summary>Why a cell cannot be read.</summary>
/// <param name="Reason">For people.</param>
/// <param name="Value">The part that is wrong; null = the whole cell.</param>
internal sealed record CellFault(string Reason, string? Value = null);
