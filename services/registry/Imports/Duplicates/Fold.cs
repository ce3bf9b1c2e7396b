using System.Text;

namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>One spelling for all alphabets: the same as <c>search_fold</c> of the database (words.sql).</summary>
internal static class Fold
{
    private const string Letters = "абвгдежзийклмнопрстуфхчшщыэәҗңөүwäöüýňžçşъь'’";
    private const string Latin = "abvgdezziyklmnoprstufhcssyeajnouvaouynzcs";

    private static readonly (string From, string To)[] Before =
    [
        ("sh", "s"),
        ("ch", "c"),
        ("zh", "z"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("дж", "j"),
        ("ю", "yu"),
        ("я", "ya"),
        ("ц", "ts"),
        ("ё", "o"),
    ];

    private static readonly string[] Doubled = ["yy", "nn", "ss", "ll", "mm", "ff", "tt", "rr"];

    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Normalize(NormalizationForm.FormC).ToLowerInvariant());
        foreach (var (from, to) in Before)
        {
            folded.Replace(from, to);
        }

        var kept = 0;
        for (var i = 0; i < folded.Length; i++)
        {
            var place = folded[i] < 128 && folded[i] is not ('w' or '\'') ? -1 : Letters.IndexOf(folded[i], StringComparison.Ordinal);
            if (place < Latin.Length)
            {
                folded[kept++] = place < 0 ? folded[i] : Latin[place];
            }
        }

        folded.Length = kept;
        foreach (var pair in Doubled)
        {
            folded.Replace(pair, pair[..1]);
        }

        return folded.ToString();
    }

    /// <summary>The words of a folded text.</summary>
    public static IEnumerable<string> Words(string folded)
    {
        var start = 0;
        for (var i = 0; i <= folded.Length; i++)
        {
            if (i < folded.Length && char.IsLetterOrDigit(folded[i]))
            {
                continue;
            }

            if (i > start)
            {
                yield return folded[start..i];
            }

            start = i + 1;
        }
    }
}
