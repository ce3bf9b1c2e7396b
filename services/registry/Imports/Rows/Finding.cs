using System.Globalization;

namespace SocialServices.Registry.Imports.Rows;

internal static class Finding
{
    /// <param name="import">Whose row it is.</param>
    /// <param name="line">See <see cref="ImportFinding.Line"/>.</param>
    /// <param name="rejected">False for a warning.</param>
    /// <param name="field">The column.</param>
    /// <param name="reason">For people.</param>
    /// <param name="value">What stood there; only the beginning is kept, and what cannot be stored is shown as �.</param>
    public static ImportFinding Of(Import import, int line, bool rejected, string field, string reason, string? value) =>
        new()
        {
            ImportId = import.Id,
            Line = line,
            Rejected = rejected,
            Field = field,
            Reason = Cut(reason, ImportFinding.MaxReasonLength),
            Value = value is null ? null : Visible(value),
        };

    private static string Visible(string value)
    {
        var shown = Cut(value, ImportFinding.MaxValueLength).ToCharArray();
        for (var i = 0; i < shown.Length; i++)
        {
            if (char.IsHighSurrogate(shown[i]) && i + 1 < shown.Length && char.IsLowSurrogate(shown[i + 1]))
            {
                i++;
            }
            else if (
                shown[i] is not ('\t' or '\r' or '\n')
                && char.GetUnicodeCategory(shown[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            )
            {
                shown[i] = '\uFFFD';
            }
        }

        return new string(shown);
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
