using System.Buffers;
using System.Text;

namespace SocialServices.Registry.Records;

/// <summary>Which characters a text of the register may hold: what cannot be seen can deceive who reads it.</summary>
internal static class TextRules
{
    public const string Reason = "Must not contain control characters or marks that change the direction of writing.";

    // U+061C, U+200E/F, U+202A–E and U+2066–9 turn what stands after them around (Unicode TR9); U+FEFF is a byte order mark.
    private static readonly SearchValues<char> Deceptive = SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF\uFFFE\uFFFF");

    /// <param name="text">A name, an address.</param>
    /// <returns>False for NUL and other control characters, marks of direction, and halves of characters.</returns>
    public static bool IsPlain(string text) => !text.Any(char.IsControl) && IsWellFormed(text);

    /// <param name="text">Several paragraphs: as <see cref="IsPlain"/>, with line breaks and tabs.</param>
    public static bool IsPlainProse(string text) => !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) && IsWellFormed(text);

    private static bool IsWellFormed(string text)
    {
        if (text.AsSpan().ContainsAny(Deceptive))
        {
            return false;
        }

        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) is not OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }
}
