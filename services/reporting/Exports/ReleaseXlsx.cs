using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;

namespace SocialServices.Reporting.Exports;

/// <summary>
/// A workbook: a sheet of notes, then a sheet for each indicator. Numbers are numbers; what is not shown is a mark that no formula counts.
/// </summary>
internal static class ReleaseXlsx
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Hidden = "•";
    private const int MaxName = 31;

    public static byte[] Of(ReadableRelease release, IndicatorCatalogue catalogue)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.All();
            var sheets = new Sheets();
            Add(workbook, sheets, "Notes", Notes(release, catalogue), [42, 130], frozenRows: 0);
            foreach (var tables in release.Content.Tables.GroupBy(table => table.Indicator))
            {
                Add(
                    workbook,
                    sheets,
                    tables.Key[..Math.Min(MaxName, tables.Key.Length)],
                    RowsOf(tables, catalogue.Find(tables.Key)!),
                    [14, 26, 26, 26, 14],
                    3
                );
            }

            workbook.Workbook = new Workbook(sheets);
        }

        return stream.ToArray();
    }

    private static IEnumerable<Row> Notes(ReadableRelease release, IndicatorCatalogue catalogue)
    {
        yield return new Row(Text($"Release {release.Release.Name}, {release.Content.Period}", XlsxStyles.Title));
        (string, string)[] facts =
        [
            ("Cut-off", $"{release.Content.CutOff:yyyy-MM-dd HH:mm} UTC. What came later is in a revision."),
            ("Reason of the revision", release.Content.Reason ?? "–"),
            ("SHA-256 of the content", release.Release.Hash!),
            (Hidden, "Hidden, so that nobody can be recognised. The mark says nothing of how large the number is."),
            ("0 in grey", "It cannot be anything but 0."),
            ("–", "Nothing to measure, or too few people for a mean, a median or a share."),
            ("People", "Somebody may be in several services, programmes or periods: totals of people are not sums."),
            .. release
                .Content.Tables.DistinctBy(table => table.Indicator)
                .Select(table => catalogue.Find(table.Indicator)!)
                .Select(definition =>
                    (definition.Name.En, $"{definition.Definition} (version {definition.Version}, SDG {definition.Sdg})")
                ),
        ];
        foreach (var (name, text) in facts)
        {
            yield return new Row(Text(name, XlsxStyles.Header), Text(text, XlsxStyles.Wrapped));
        }
    }

    private static IEnumerable<Row> RowsOf(IEnumerable<ReleaseTable> tables, IndicatorDefinition definition)
    {
        yield return new Row(Text(definition.Name.En, XlsxStyles.Title));
        yield return new Row(Text(definition.Explanation, XlsxStyles.Plain));
        yield return new Row(new[] { "Period", "", "", "", definition.Unit }.Select(text => Text(text, XlsxStyles.Header)));
        foreach (var table in tables)
        {
            yield return new Row(
                Enumerable.Range(-1, 5).Select(i => Text(i < 0 ? "" : table.By.ElementAtOrDefault(i) ?? "", XlsxStyles.Header))
            );
            foreach (var cell in table.Cells)
            {
                yield return new Row([
                    Text(table.Period, XlsxStyles.Plain),
                    .. Enumerable.Range(0, 3).Select(i => Text(cell.At.ElementAtOrDefault(i) ?? "", XlsxStyles.Plain)),
                    ValueOf(cell),
                ]);
            }
        }
    }

    private static Cell ValueOf(ReleaseCell cell) =>
        cell.Status switch
        {
            CellStatus.Shown => Number(cell.Value!.Value, cell.Value % 1 == 0 ? XlsxStyles.Whole : XlsxStyles.Fraction),
            CellStatus.StructuralZero => Number(0, XlsxStyles.Grey),
            CellStatus.Hidden => Text(Hidden, XlsxStyles.Mark),
            _ => Text("–", XlsxStyles.Mark),
        };

    private static Cell Number(decimal value, uint style) =>
        new()
        {
            CellValue = new CellValue(value.ToString(CultureInfo.InvariantCulture)),
            DataType = CellValues.Number,
            StyleIndex = style,
        };

    // An inline text is never taken for a formula.
    private static Cell Text(string text, uint style) =>
        new()
        {
            InlineString = new InlineString(new Text(new string([.. text.Where(letter => letter >= ' ')]))),
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    private static void Add(WorkbookPart workbook, Sheets sheets, string name, IEnumerable<Row> rows, double[] widths, int frozenRows)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        var view = new SheetView { WorkbookViewId = 0 };
        if (frozenRows > 0)
        {
            view.Append(
                new Pane
                {
                    VerticalSplit = frozenRows,
                    TopLeftCell = $"A{frozenRows + 1}",
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            );
        }

        part.Worksheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }), // printed with all columns on a page
            new SheetViews(view),
            new Columns(
                widths.Select(
                    (width, i) =>
                        new Column
                        {
                            Min = (uint)i + 1,
                            Max = (uint)i + 1,
                            Width = width,
                            CustomWidth = true,
                        }
                )
            ),
            new SheetData(rows),
            new PageSetup
            {
                Orientation = OrientationValues.Landscape,
                PaperSize = 9, // A4
                FitToHeight = 0,
            }
        );
        sheets.Append(
            new Sheet
            {
                Id = workbook.GetIdOfPart(part),
                SheetId = (uint)sheets.Count() + 1,
                Name = name,
            }
        );
    }
}
