using System.Text.RegularExpressions;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Texts that were saved or read in a wrong encoding: a letter became <c>?</c>, <c>U+FFFD</c> or two others ("AÅŸgabat", "РђС€").</summary>
internal static partial class Garbled
{
    /// <returns>The first word that looks so; null when none does.</returns>
    public static string? FindWord(string text)
    {
        if (Pattern().Match(text) is not { Success: true, Index: var at })
        {
            return null;
        }

        var (begin, end) = (text.LastIndexOf(' ', at), text.IndexOf(' ', at));
        return text[(begin + 1)..(end < 0 ? text.Length : end)];
    }

    // The two bytes of a Latin or Cyrillic letter in UTF-8, as Windows-1252 shows them (of Ä, which Turkmen has, only those of Turkish letters);
    // then as Windows-1251 does, of two letters, because Russian words begin with "Рё" and "Сё".
    [GeneratedRegex(
        "\uFFFD|(?<=\\p{L})\\?(?=\\p{L})"
            + "|[\u00C3\u00C5\u00D0\u00D1][\u00A1-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2018-\u203A\u20AC\u2122]"
            + "|\u00C4[\u00B0\u00B1\u0178]"
            + "|(?:[\u0420\u0421][\u00A0-\u00BB\u0401-\u040F\u0451-\u045F\u0490\u0491\u2013-\u203A\u20AC\u2116\u2122]){2}"
    )]
    private static partial Regex Pattern();
}
