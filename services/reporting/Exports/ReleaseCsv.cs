using System.Globalization;
using System.Text;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;

namespace SocialServices.Reporting.Exports;

/// <summary>
/// RFC 4180 with a row of HXL hashtags below the headers, one row for each number. A number that is not shown is an empty cell with its
/// mark
/// beside it, as text in a numeric column breaks HXL tools.
/// </summary>
internal static class ReleaseCsv
{
    public const string MediaType = "text/csv";
    private const int Dimensions = 3;

    public static byte[] Of(ReadableRelease release, IndicatorCatalogue catalogue)
    {
        var csv = new StringBuilder();
        Row(
            csv,
            [
                "indicator",
                "name",
                "from",
                "to",
                "dimension1",
                "category1",
                "dimension2",
                "category2",
                "dimension3",
                "category3",
                "value",
                "status",
            ]
        );
        Row(
            csv,
            [
                "#indicator+code",
                "#indicator+name",
                "#date+start",
                "#date+end",
                "#meta+dimension1",
                "#meta+category1",
                "#meta+dimension2",
                "#meta+category2",
                "#meta+dimension3",
                "#meta+category3",
                "#indicator+num",
                "#meta+status",
            ]
        );
        foreach (var table in release.Content.Tables)
        {
            var (period, name) = (Period.Parse(table.Period)!, catalogue.Find(table.Indicator)!.Name.En);
            foreach (var cell in table.Cells)
            {
                Row(
                    csv,
                    [
                        table.Indicator,
                        name,
                        $"{period.From:yyyy-MM-dd}",
                        $"{period.To:yyyy-MM-dd}",
                        .. Enumerable
                            .Range(0, Dimensions)
                            .SelectMany(i => new[] { table.By.ElementAtOrDefault(i) ?? "", cell.At.ElementAtOrDefault(i) ?? "" }),
                        NumberOf(cell)?.ToString(CultureInfo.InvariantCulture) ?? "",
                        StatusOf(cell),
                    ]
                );
            }
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>The same in every export: what cannot be anything but 0 is 0.</summary>
    public static decimal? NumberOf(ReleaseCell cell) => cell.Status is CellStatus.StructuralZero ? 0 : cell.Value;

    public static string StatusOf(ReleaseCell cell) =>
        cell.Status switch
        {
            CellStatus.Shown => "shown",
            CellStatus.Hidden => "hidden",
            CellStatus.StructuralZero => "structural-zero",
            _ => "not-available",
        };

    /// <summary>
    /// Text that a spreadsheet does not take for a formula, whatever blanks and control characters stand before it; numbers stay numbers.
    /// </summary>
    public static string Harmless(string text) =>
        !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
        && text.SkipWhile(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '\u200b' or '\ufeff').FirstOrDefault()
            is '='
                or '+'
                or '-'
                or '@'
                or '＝'
                or '＋'
                or '－'
                or '＠'
            ? "'" + text
            : text;

    private static void Row(StringBuilder csv, IEnumerable<string> cells) =>
        csv.AppendJoin(',', cells.Select(cell => Escaped(cell.StartsWith('#') ? cell : Harmless(cell)))).Append("\r\n");

    private static string Escaped(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
