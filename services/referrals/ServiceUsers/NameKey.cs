using System.Text;
using AnyAscii;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>
/// The one form in which names are compared: Turkmen and Russian spelling, Latin and Cyrillic letters, the dotless ı and two
/// clerks' habits give the same. <c>Дурдыева</c>, <c>Durdyýewa</c> and <c>DURDYYEVA</c> are all <c>durdiewa</c>.
/// </summary>
internal static class NameKey
{
    // In this order: longer ones first.
    private static readonly (string Written, string Compared)[] Spellings =
    [
        ("dzh", "j"),
        ("shch", "s"),
        ("dj", "j"),
        ("zh", "j"),
        ("sh", "s"),
        ("ch", "c"),
        ("kh", "h"),
        ("ts", "s"),
        ("v", "w"),
        ("y", "i"),
        ("q", "k"),
        ("x", "h"),
    ];

    public static string Of(string name)
    {
        // ž is the Turkmen letter for the sound of the Russian ж, which the library writes as zh; җ is Turkmen j.
        var latin = name.ToLowerInvariant().Replace("ž", "zh", StringComparison.Ordinal).Replace("җ", "j", StringComparison.Ordinal);
        latin = latin.Normalize(NormalizationForm.FormC).Transliterate().ToLowerInvariant();
        foreach (var (written, compared) in Spellings)
        {
            latin = latin.Replace(written, compared, StringComparison.Ordinal);
        }

        var once = Once(latin.Where(char.IsAsciiLetter));
        // Between vowels the Russian spelling writes no letter for the sound: Жураева is Žuraýewa.
        return Once(
            once.Where(
                (letter, at) => letter is not 'i' || at == 0 || at == once.Length - 1 || !IsVowel(once[at - 1]) || !IsVowel(once[at + 1])
            )
        );
    }

    private static bool IsVowel(char letter) => "aeiou".Contains(letter, StringComparison.Ordinal);

    // Doubled letters are where clerks differ.
    private static string Once(IEnumerable<char> letters)
    {
        var key = new StringBuilder();
        foreach (var letter in letters)
        {
            if (key.Length == 0 || key[^1] != letter)
            {
                key.Append(letter);
            }
        }

        return key.ToString();
    }
}
