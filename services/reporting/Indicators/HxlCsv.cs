using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.Reporting.Indicators;

/// <summary>
/// RFC 4180 with a row of HXL hashtags below the headers. A suppressed number is an empty cell with a flag beside it,
/// as text in a numeric column breaks HXL tools.
/// </summary>
internal static class HxlCsv
{
    private const string NewLine = "\r\n";

    public static ContentHttpResult Of(IndicatorValue value)
    {
        var csv = new StringBuilder()
            .Append("indicator,disaggregation,category,value,suppressed")
            .Append(NewLine)
            .Append("#indicator+code,#meta+disaggregation,")
            .Append(value.By?.HxlTag ?? "#meta+category")
            .Append(",#indicator+num,#meta+suppressed")
            .Append(NewLine);
        AppendRow(csv, value.Definition.Code, Cell.Total, "", value.Total);
        foreach (var cell in value.Cells)
        {
            AppendRow(csv, value.Definition.Code, value.By!.Code, cell.Key, cell);
        }

        return TypedResults.Text(csv.ToString(), "text/csv", Encoding.UTF8);
    }

    private static void AppendRow(StringBuilder csv, string indicator, string by, string category, Cell cell) =>
        csv.Append(indicator)
            .Append(',')
            .Append(by)
            .Append(',')
            .Append(Escaped(category))
            .Append(',')
            .Append(cell.Value?.ToString(CultureInfo.InvariantCulture))
            .Append(',')
            .Append(cell.Suppressed ? "true" : "false")
            .Append(NewLine);

    // Codes come from other services: what a spreadsheet would take for a formula is disarmed.
    private static string Escaped(string text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return harmless.AsSpan().IndexOfAny("\",\r\n") < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
