using System.Globalization;
using System.Xml.Linq;
using SocialServices.Reporting.Releases;

namespace SocialServices.Reporting.Exports;

/// <summary>
/// Bars of one dimension as SVG without style or script, in the order of the categories and never of sizes: an order would tell hidden
/// numbers. Each bar has
/// its number as text, so that the picture can be read aloud.
/// </summary>
internal static class ReleaseChart
{
    public const string MediaType = "image/svg+xml";
    private const int Row = 26;
    private const int Label = 220;
    private const int Bar = 420;
    private const int Top = 40;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="table">A table of a release.</param>
    /// <param name="title">What it shows.</param>
    public static byte[] Of(ReleaseTable table, string title)
    {
        var cells = table
            .Cells.Where(cell => cell.At.Count > 0 && cell.At[0] is not "total" && cell.At.Skip(1).All(code => code is "total"))
            .Where(cell => table.Categories[0].First(category => category.Code == cell.At[0]).Parent is null)
            .DefaultIfEmpty(table.Cells[0])
            .ToList();
        var largest = Math.Max(1, cells.Max(cell => cell.Value) ?? 1);
        var (height, heading) = (Top + (Row * cells.Count) + 8, $"{title}, {table.Period}");
        var picture = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Label + Bar + 90} {height}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", "title description"),
            new XElement(Svg + "title", new XAttribute("id", "title"), heading),
            new XElement(
                Svg + "desc",
                new XAttribute("id", "description"),
                string.Join("; ", cells.Select(cell => $"{NameOf(cell)}: {TextOf(cell)}"))
            ),
            Text(8, 24, heading, "start", 16),
            cells.SelectMany((cell, i) => BarOf(cell, Top + (i * Row), largest))
        );
        using var stream = new MemoryStream();
        new XDocument(picture).Save(stream);
        return stream.ToArray();
    }

    private static IEnumerable<XElement> BarOf(ReleaseCell cell, int y, decimal largest)
    {
        yield return Text(Label - 8, y + 17, NameOf(cell), "end", 13);
        var width = cell.Value is { } value ? Math.Max(1, (int)(Bar * value / largest)) : 0;
        if (width > 0)
        {
            yield return new XElement(
                Svg + "rect",
                new XAttribute("x", Label),
                new XAttribute("y", y + 3),
                new XAttribute("width", width),
                new XAttribute("height", Row - 8),
                new XAttribute("fill", "#1f5fa8")
            );
        }

        yield return Text(Label + width + 6, y + 17, TextOf(cell), "start", 13);
    }

    private static XElement Text(int x, int y, string text, string anchor, int size) =>
        new(
            Svg + "text",
            new XAttribute("x", x),
            new XAttribute("y", y),
            new XAttribute("text-anchor", anchor),
            new XAttribute("font-size", size),
            new XAttribute("font-family", "sans-serif"),
            text
        );

    private static string NameOf(ReleaseCell cell) => cell.At.FirstOrDefault("total");

    private static string TextOf(ReleaseCell cell) =>
        cell.Value?.ToString(CultureInfo.InvariantCulture) ?? (cell.Status is CellStatus.StructuralZero ? "0" : ReleaseCsv.StatusOf(cell));
}
