using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocialServices.ServiceDefaults.Records;

/// <summary>Which characters a text of a register may hold: what cannot be seen can deceive who reads it.</summary>
public static class TextRules
{
    public const string Reason =
        "Must not contain control characters or others that cannot be seen (marks that change the direction of writing are such).";

    /// <param name="text">A name, an address.</param>
    /// <returns>False for NUL and other control characters, other characters that cannot be seen, and halves of characters.</returns>
    public static bool IsPlain(string text) => !text.Any(char.IsControl) && IsWellFormed(text);

    /// <param name="text">Several paragraphs: as <see cref="IsPlain"/>, with line breaks and tabs.</param>
    public static bool IsPlainProse(string text) =>
        !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) && IsWellFormed(text);

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty; )
        {
            if (Rune.DecodeFromUtf16(rest, out var character, out var length) is not OperationStatus.Done || IsUnseen(character))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    // Format characters are marks of direction (Unicode TR9), joiners, zero-width spaces, soft hyphens, tags and byte order marks: no text in Turkmen,
    // Russian or English needs one, and two codes that look the same would be two. What is unassigned or private looks different to everybody.
    private static bool IsUnseen(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
