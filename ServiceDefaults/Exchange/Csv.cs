using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Cells of a CSV file (RFC 4180).</summary>
public static class Csv
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\"\r\n");

    /// <summary>
    /// A text as a cell. What a spreadsheet would run as a formula gets an apostrophe before it, which is how spreadsheets
    /// themselves mark a text (OWASP: CSV injection); so does what would then be mistaken for such a cell.
    /// </summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = NeedsApostrophe(text) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>The text of a cell that <see cref="Text"/> wrote, without its quotes.</summary>
    public static string Unescape(string cell) => cell is ['\'', ..] && NeedsApostrophe(cell.AsSpan(1)) ? cell[1..] : cell;

    /// <summary>Row by row from the database to the caller: the memory does not grow with the number of rows.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="bom">Begin with a byte order mark, without which Excel misreads Turkmen and Russian letters.</param>
    /// <param name="columns">The first row.</param>
    /// <param name="records">What is written, in order.</param>
    /// <param name="cellsOf">A record's cells, as they are.</param>
    /// <param name="http">Who asks; when the caller goes away, the writing ends.</param>
    public static PushStreamHttpResult Stream<T>(
        string name,
        bool bom,
        IReadOnlyList<string> columns,
        IQueryable<T> records,
        Func<T, IEnumerable<string?>> cellsOf,
        HttpContext http
    ) =>
        TypedResults.Stream(
            async body =>
            {
                await using var csv = new StreamWriter(body, new UTF8Encoding(bom), leaveOpen: true) { NewLine = "\r\n" };
                await csv.WriteLineAsync(string.Join(',', columns).AsMemory(), http.RequestAborted);
                await foreach (var record in records.AsAsyncEnumerable().WithCancellation(http.RequestAborted))
                {
                    await csv.WriteLineAsync(string.Join(',', cellsOf(record).Select(Text)).AsMemory(), http.RequestAborted);
                }
            },
            "text/csv; charset=utf-8",
            name
        );

    private static bool NeedsApostrophe(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\'');
        return text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || text is ['\t' or '\r' or '\n', ..];
    }
}
