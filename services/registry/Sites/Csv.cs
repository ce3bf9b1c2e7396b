using System.Buffers;

namespace SocialServices.Registry.Sites;

/// <summary>Cells of a CSV file (RFC 4180).</summary>
internal static class Csv
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\"\r\n");

    /// <summary>
    /// A text as a cell. What a spreadsheet would run as a formula gets an apostrophe before it, which is how spreadsheets
    /// themselves mark a text (OWASP: CSV injection).
    /// </summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || text[0] is '\t' or '\r' or '\n' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
