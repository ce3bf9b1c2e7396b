namespace SocialServices.Registry.Imports.Rows;

/// <summary>Letters of two alphabets that look alike make a word that nobody finds: "Aшгабат" with a Latin A.</summary>
internal static class Alphabets
{
    /// <returns>The first word with Latin and Cyrillic letters; null when there is none.</returns>
    public static string? FindMixedWord(string text)
    {
        var (start, latin, cyrillic) = (0, false, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i]))
            {
                cyrillic |= text[i] is >= '\u0400' and <= '\u052F';
                latin |= text[i] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '\u00C0' and <= '\u024F');
                continue;
            }

            if (latin && cyrillic)
            {
                return text[start..i];
            }

            (start, latin, cyrillic) = (i + 1, false, false);
        }

        return null;
    }
}
