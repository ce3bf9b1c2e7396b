using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using System.Xml.Schema;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using SocialServices.Reporting.Exports;
using SocialServices.Reporting.Releases;
using SocialServices.Reporting.Tests.Releases;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Reporting.Tests.Exports;

/// <summary>A release in the forms that agencies expect: valid by the published schemas, and the same numbers in each.</summary>
public sealed class ExportTests(ReleasedProgramme programme) : IClassFixture<ReleasedProgramme>
{
    [Fact]
    public async Task Csv_has_hashtags_and_shows_and_hides_the_same_numbers()
    {
        var release = await programme.YearAsync();
        var rows = (await TextAsync(release, "csv")).TrimEnd().Split("\r\n");
        var cells = (await ContentAsync(release)).Tables.Sum(table => table.Cells.Count);

        Assert.StartsWith("#indicator+code,#indicator+name,#date+start,#date+end,", rows[1], StringComparison.Ordinal);
        Assert.Equal(cells, rows.Length - 2);
        foreach (var row in rows.Skip(2).Select(row => row.Split(',')))
        {
            var (value, status) = (row[^2], row[^1]);
            Assert.Equal(status is "shown" or "structural-zero", value.Length > 0);
            Assert.True(value.Length == 0 || decimal.TryParse(value, CultureInfo.InvariantCulture, out _), value);
            Assert.True(DateOnly.TryParse(row[^10], CultureInfo.InvariantCulture, out _), string.Join(',', row));
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  \t=cmd", "'  \t=cmd")]
    [InlineData("\u0001@x", "'\u0001@x")]
    [InlineData("-5", "-5")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("-5+cmd", "'-5+cmd")]
    [InlineData("nrcs", "nrcs")]
    public void Formulas_are_disarmed_and_negative_numbers_stay_numbers(string text, string expected) =>
        Assert.Equal(expected, ReleaseCsv.Harmless(text));

    [Fact]
    public async Task Xlsx_is_a_valid_workbook_with_notes_and_typed_numbers()
    {
        var release = await programme.YearAsync();
        using var stream = new MemoryStream(await BytesAsync(release, "xlsx"));
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}").Take(5));
        var sheets = document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value).ToList();
        Assert.Equal("Notes", sheets[0]);
        var numbers = document
            .WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<Cell>())
            .Count(cell => cell.DataType?.Value == CellValues.Number);
        var expected = (await ContentAsync(release))
            .Tables.SelectMany(table => table.Cells)
            .Count(cell => cell.Status is CellStatus.Shown or CellStatus.StructuralZero);
        Assert.Equal(expected, numbers);
        if (Environment.GetEnvironmentVariable("SHOW_EXPORTS") is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "release.xlsx"), stream.ToArray(), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Sdmx_json_is_valid_and_hidden_numbers_are_null_with_their_status()
    {
        var release = await programme.YearAsync();
        var message = JsonNode.Parse(await TextAsync(release, "sdmx"))!;

        var observations = message["data"]!["dataSets"]!
            .AsArray()
            .SelectMany(set => set!["observations"]!.AsObject().Select(pair => pair.Value!.AsArray()))
            .ToList();
        Assert.All(observations.Where(one => (int)one[1]! == 1), one => Assert.Null(one[0]));
        Assert.Contains(observations, one => (int)one[1]! == 1);
        await Ajv.AssertValidAsync(
            "sdmx.js",
            [new JsonObject { ["name"] = "release", ["answer"] = message }.ToJsonString()],
            Fixture("sdmx", "sdmx-json-data-schema.json")
        );
    }

    [Fact]
    public async Task Iati_is_valid_and_has_no_hidden_number()
    {
        var release = await programme.YearAsync();
        var document = XDocument.Parse(await TextAsync(release, "iati"));
        var shown = (await ContentAsync(release))
            .Tables.SelectMany(table => table.Cells)
            .Count(cell => cell.Status is CellStatus.Shown or CellStatus.StructuralZero);

        Assert.InRange(document.Descendants("actual").Count(), shown / 2, shown);
        var schemas = new XmlSchemaSet { XmlResolver = new System.Xml.XmlUrlResolver() };
        schemas.Add(null, Fixture("iati", "iati-activities-schema.xsd"));
        var errors = new List<string>();
        document.Validate(schemas, (_, error) => errors.Add(error.Message));
        Assert.Empty(errors.Take(5));
    }

    [Fact]
    public async Task A_chart_has_its_numbers_as_text_and_neither_script_nor_style()
    {
        var release = await programme.YearAsync();
        var table = (await ContentAsync(release)).Tables.First(one => one.Indicator is "cases-opened" && one.By.Count > 0);
        var answer = await programme.Outside.GetAsync($"{ReleasedProgramme.Root}/releases/{release.Number}/tables/{table.Code}/chart.svg");
        var chart = XDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(
            chart.Descendants(),
            element => element.Name.LocalName is "script" or "style" || element.Attribute("style") is not null
        );
        Assert.Contains(":", chart.Descendants().First(element => element.Name.LocalName is "desc").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_format_shows_the_same_numbers()
    {
        var release = await programme.YearAsync();
        var shown = (await ContentAsync(release))
            .Tables.SelectMany(table => table.Cells)
            .Where(cell => cell.Status is CellStatus.Shown)
            .Select(cell => cell.Value!.Value)
            .Order()
            .ToList();
        var csv = (await TextAsync(release, "csv"))
            .TrimEnd()
            .Split("\r\n")
            .Skip(2)
            .Select(row => row.Split(','))
            .Where(row => row[^2].Length > 0)
            .ToLookup(row => row[^1], row => row[^2]);
        var sdmx = JsonNode.Parse(await TextAsync(release, "sdmx"))!["data"]!["dataSets"]!
            .AsArray()
            .SelectMany(set => set!["observations"]!.AsObject())
            .Select(pair => pair.Value!.AsArray())
            .Where(one => (int)one[1]! == 0);

        Assert.Equal(shown, csv["shown"].Select(value => decimal.Parse(value, CultureInfo.InvariantCulture)).Order());
        Assert.All(csv["structural-zero"], value => Assert.Equal("0", value));
        Assert.NotEmpty(csv["structural-zero"]);
        Assert.Equal(shown.Where(value => value != 0), sdmx.Select(one => (decimal)one[0]!).Where(value => value != 0).Order()); // structural zeros are normal values
    }

    [Fact]
    public async Task A_format_that_there_is_not_is_not_found() =>
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await programme.Outside.GetAsync($"{ReleasedProgramme.Root}/releases/{(await programme.YearAsync()).Number}/exports/pdf")
            ).StatusCode
        );

    [Fact]
    public async Task Gaps_are_ranked_from_published_numbers_only()
    {
        var release = await programme.YearAsync();
        var gaps = (await ReleasedProgramme.JsonAsync(programme.Outside, $"{ReleasedProgramme.Root}/releases/{release.Number}/gaps"))[
            "items"
        ]!.AsArray();
        var needs = (await ContentAsync(release)).Tables.First(table => table.Indicator is "needs-found");

        Assert.NotEmpty(gaps);
        Assert.Equal(gaps.Select(gap => (long?)gap!["missing"] ?? -1).OrderDescending(), gaps.Select(gap => (long?)gap!["missing"] ?? -1));
        foreach (var gap in gaps)
        {
            var cell = needs.Cells.First(one =>
                one.At[needs.By.ToList().IndexOf("need")] == (string?)gap!["need"]
                && one.At.Count(code => code is "total") == needs.By.Count - 1
            );
            Assert.Equal((long?)cell.Value, (long?)gap!["found"]);
        }
    }

    private static string Fixture(string folder, string file)
    {
        var path = new[] { "..", Path.Combine("..", "..") }
            .Select(up => Path.GetFullPath(Path.Combine(Repository.Root, up, "shared", "fixtures", folder, file)))
            .FirstOrDefault(File.Exists);
        Assert.SkipUnless(path is not null, $"The published schema {file} is not here.");
        return path;
    }

    private static async Task<byte[]> BytesAsync(HttpClient client, int number, string format) =>
        await client.GetByteArrayAsync(
            $"{ReleasedProgramme.Root}/releases/{number}/exports/{format}",
            TestContext.Current.CancellationToken
        );

    private Task<byte[]> BytesAsync(ReleaseView release, string format) => BytesAsync(programme.Outside, release.Number, format);

    private async Task<string> TextAsync(ReleaseView release, string format) =>
        System.Text.Encoding.UTF8.GetString(await BytesAsync(release, format)).TrimStart('\ufeff');

    private async Task<ReleaseContent> ContentAsync(ReleaseView release) =>
        (
            await ReleasedProgramme.ReadAsync<ReleaseContent>(
                programme.Outside,
                $"{ReleasedProgramme.Root}/releases/{release.Number}/content"
            )
        )!;
}
