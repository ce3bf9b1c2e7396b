using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>What is checked of each row, and how it is told.</summary>
public sealed class RowTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Columns =
        "id,code,organization,serviceType,place,nameTk,nameRu,nameEn,address,latitude,longitude,status,openedAt,total,statusReason,languages,accessibility,website,descriptionEn";

    public static TheoryData<string, string, string, string> Bad { get; } =
        new()
        {
            { "place", "TM-XX", "place", "No place" },
            { "place", "", "place", "A code" },
            { "serviceType", "no-such-type", "serviceType", "No service type" },
            { "organization", "nobody", "organization", "No organization" },
            { "id", "7", "id", "UUID" },
            { "code", "with space", "code", "spaces" },
            { "code", new string('x', 51), "code", "At most 50" },
            { "nameTk", "", "nameTk", "empty" },
            { "nameEn", new string('x', 301), "nameEn", "At most 300" },
            { "nameEn", new string('x', 1024 * 1024), "nameEn", "more than 32767" },
            { "nameRu", "a\0b", "nameRu", "control" },
            { "nameRu", "a\u0007b", "nameRu", "control" },
            { "nameRu", "abc\u202Edcba", "nameRu", "direction" },
            { "address", "\u200Fx", "address", "direction" },
            { "latitude", "ninety", "latitude", "number" },
            { "latitude", "91", "latitude", "number" },
            { "latitude", "NaN", "latitude", "number" },
            { "latitude", "", "latitude", "together" },
            { "total", "", "total", "whole number" },
            { "total", "-1", "total", "whole number" },
            { "total", "1.5", "total", "whole number" },
            { "total", "100001", "total", "whole number" },
            { "total", "=cmd|' /C calc'!A0", "total", "whole number" },
            { "status", "open", "status", "Must be one of" },
            { "openedAt", "2099-01-01", "openedAt", "future" },
            { "openedAt", "yesterday", "openedAt", "date" },
            { "openedAt", "1899-12-30", "openedAt", "before 1900-01-01" },
            { "languages", "tk klingon", "languages", "Must be one of" },
            { "accessibility", "stairs", "accessibility", "Must be one of" },
            { "website", "javascript:alert(1)", "website", "http" },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_row_that_makes_no_sense_is_rejected_with_its_line_field_reason_and_value(
        string column,
        string value,
        string field,
        string reason
    )
    {
        var code = $"bad-{Guid.NewGuid():n}"[..20];
        var office = app.Office();

        var import = await office.ImportAsync(File(Row(code), Row(code + "-2", (column, value))));

        import.AssertRows(created: 1, rejected: 1);
        var line = Assert.Single(await office.FindingsAsync(import));
        Assert.StartsWith($"3,{field},", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.True(line.Length < 1000, "The value is not cut.");
        Assert.Null(await office.SiteAsync(code + "-2"));
    }

    [Fact]
    public async Task The_habits_of_spreadsheets_are_understood()
    {
        var office = app.Office();
        var file =
            "\uFEFFsep=;\r\nCODE;Organization;serviceType;place;nameTk;nameRu;nameEn;address;latitude;longitude;total;openedAt;descriptionEn;;\r\n"
            + "excel-1;nrcs;families-in-difficulty;TM-S;Ýeňiş;Победа;\"Victory; \"\"the first\"\"\";\"Görogly\r\n12\";37,95;58,38;3;24.11.2021;\"Two\nlines\";;\r\n"
            + ";;;;;;;;;;;;;;\r\n\r\n";

        var import = await office.ImportAsync(file);

        import.AssertRows(created: 1);
        var site = (await office.SiteAsync("excel-1"))!;
        Assert.Equal("Victory; \"the first\"", site["name"]!["en"]!.GetValue<string>());
        Assert.Equal((37.95, 58.38), (site["latitude"]!.GetValue<double>(), site["longitude"]!.GetValue<double>()));
        Assert.Equal("Görogly 12", site["address"]!.GetValue<string>());
        Assert.Contains("3,address,Line ends", (await office.FindingsAsync(import, "warnings.csv"))[0], StringComparison.Ordinal);
        var full = await (await office.GetAsync($"{RegistryApp.Sites}/{site.Id()}")).JsonAsync();
        Assert.Equal("Two\nlines", full["details"]!["description"]!["en"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("1965-03-01", "1965-02-28T19:00:00Z")]
    [InlineData("1900-01-01", "1899-12-31T19:00:00Z")]
    [InlineData("01.03.1965 22:00", "1965-03-01T17:00:00Z")]
    [InlineData("1965-03-01T22:00:00", "1965-03-01T17:00:00Z")]
    [InlineData("1965-03-01 22:00", "1965-03-01T17:00:00Z")]
    [InlineData("1965-03-01T22:00:00Z", "1965-03-01T22:00:00Z")]
    public async Task A_site_that_was_opened_long_ago_is_imported_by_the_clocks_of_Ashgabat(string openedAt, string instant)
    {
        var (office, code) = (app.Office(), $"old-{Guid.NewGuid():n}");

        var import = await office.ImportAsync(File(Row(code, ("openedAt", openedAt))));

        import.AssertRows(created: 1);
        var site = (await office.SiteAsync(code))!.Id();
        Assert.Contains(
            $",{instant},",
            await office.GetStringAsync($"{RegistryApp.Sites}.csv?organization=nrcs"),
            StringComparison.Ordinal
        );
        await using var db = app.OpenDatabase();
        var told = await db
            .Database.SqlQuery<DateTimeOffset>(
                $"select (data->>'occurredAt')::timestamptz as \"Value\" from outbox where type = 'registry.site-opened.v1' and data->>'siteId' = {site.ToString()}"
            )
            .SingleAsync();
        Assert.True(told.Year > 2000, $"It came into the register just now, not in {told.Year}.");
    }

    [Fact]
    public async Task Formulas_are_texts_and_leave_as_texts()
    {
        var office = app.Office();
        const string Formula = "=cmd|' /C calc'!A0";

        var import = await office.ImportAsync(
            File(Row("formula-1", ("nameEn", Formula), ("address", "'+1")), Row("formula-2", ("place", "=1+1")))
        );

        import.AssertRows(created: 1, rejected: 1);
        Assert.Equal(
            (Formula, "+1"),
            (
                (await office.SiteAsync("formula-1"))!["name"]!["en"]!.GetValue<string>(),
                (await office.SiteAsync("formula-1"))!["address"]!.GetValue<string>()
            )
        );
        Assert.EndsWith(",'=1+1", Assert.Single(await office.FindingsAsync(import)), StringComparison.Ordinal);
        Assert.Contains(
            $",'{Formula},'+1,",
            await office.GetStringAsync($"{RegistryApp.Sites}.csv?organization=nrcs"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Doubts_are_warnings_and_the_row_is_taken()
    {
        var office = app.Office();

        var import = await office.ImportAsync(
            File(Row("doubt-1", ("nameEn", "Hоpe centre")), Row("doubt-2", ("latitude", "55.75"), ("longitude", "37.62")))
        );

        import.AssertRows(created: 2);
        Assert.Equal(3, import["rows"]!["warnings"]!.GetValue<int>());
        var lines = await office.FindingsAsync(import, "warnings.csv");
        Assert.Contains(lines, line => line.StartsWith("2,nameEn,A word has Latin and Cyrillic letters.,Hоpe", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line => line.StartsWith("3,latitude,", StringComparison.Ordinal) && line.Contains("Outside", StringComparison.Ordinal)
        );
        Assert.Empty(await office.FindingsAsync(import));
    }

    [Fact]
    public async Task A_row_of_another_width_or_about_the_same_site_is_rejected_alone()
    {
        var office = app.Office();

        var import = await office.ImportAsync(
            ImportCalls.Csv(
                ImportCalls.Row("alone-1"),
                "alone-2,nrcs",
                ImportCalls.Row("alone-3") + ",more",
                ImportCalls.Row("alone-1", total: 6),
                $"{ImportCalls.Row("alone-4")},,",
                ImportCalls.Row("alone-5").Replace("Hope centre,", "\"Hope\"x,", StringComparison.Ordinal)
            )
        );

        import.AssertRows(created: 2, rejected: 4);
        var lines = await office.FindingsAsync(import);
        Assert.Contains("3,row,\"The row has 2 cells, the header 12.\",", lines);
        Assert.Contains(lines, line => line.StartsWith("4,row,", StringComparison.Ordinal));
        Assert.Contains("5,code,Line 2 is about the same site.,alone-1", lines);
        Assert.Contains(lines, line => line.StartsWith("7,nameEn,Something follows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_is_rejected_does_not_stand_in_the_way_of_the_right_one()
    {
        var office = app.Office();
        (await office.ImportAsync(File(Row("way-1"), Row("way-2")))).AssertRows(created: 2);
        var second = (await office.SiteAsync("way-2"))!.Id();

        var import = await office.ImportAsync(
            File(
                Row("way-1"),
                Row("way-1", ("id", $"{second}"), ("nameEn", "Slip")),
                Row("way-2", ("id", $"{second}"), ("nameEn", "Right"))
            )
        );

        import.AssertRows(updated: 1, unchanged: 1, rejected: 1);
        Assert.Equal("3,code,Line 2 is about the same site.,way-1", Assert.Single(await office.FindingsAsync(import)));
        Assert.Equal("Right", (await office.SiteAsync("way-2"))!["name"]!["en"]!.GetValue<string>());

        // Line 2 is about the second site and only wants the code of the first: the first can still be edited.
        var first = (await office.SiteAsync("way-1"))!.Id();
        var wanting = await office.ImportAsync(
            File(Row("way-1", ("id", $"{second}")), Row("way-3", ("id", $"{first}"), ("nameEn", "Edited")))
        );
        wanting.AssertRows(updated: 1, rejected: 1);
        Assert.Equal("Edited", (await office.SiteAsync("way-3"))!["name"]!["en"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sites_keep_to_the_rules_of_single_edits()
    {
        var office = app.Office();
        (
            await office.ImportAsync(
                File(
                    Row("rule-1", ("total", "2")),
                    Row("rule-2"),
                    Row("rule-3"),
                    Row("rule-4"),
                    Row("rule-5"),
                    Row("rule-6"),
                    Row("rule-7"),
                    Row("rule-8")
                )
            )
        ).AssertRows(created: 8);
        var taken = (await office.SiteAsync("rule-1"))!.Id();
        await new LedgerCalls(app).ReserveAsync(LedgerCalls.NewKey(), taken);
        await BecomeAsync("rule-2", "closed");
        await DeleteAsync("rule-3");
        var (fourth, seventh) = ((await office.SiteAsync("rule-4"))!.Id(), (await office.SiteAsync("rule-7"))!.Id());

        var import = await office.ImportAsync(
            File(
                Row("rule-1", ("total", "0")),
                Row("rule-2", ("status", "active")),
                Row("rule-3"),
                Row("rule-6", ("status", "suspended")),
                Row("rule-5", ("id", fourth.ToString())),
                Row("rule-9", ("id", seventh.ToString()), ("organization", "yenme")),
                Row("rule-8", ("serviceType", "case-management")),
                Row("rule-4")
            )
        );

        import.AssertRows(rejected: 8);
        var lines = await office.FindingsAsync(import);
        Assert.Contains(lines, line => line.StartsWith("2,total,1 are held", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("3,status,The site is closed", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("4,code,\"The site was deleted", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("5,statusReason,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("6,code,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("7,organization,The site belongs", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("8,serviceType,", StringComparison.Ordinal));
        Assert.Contains("9,code,Line 6 is about the same site.,rule-4", lines);

        async Task BecomeAsync(string code, string status)
        {
            var site = (await office.SiteAsync(code))!.Id();
            var tag = (await office.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;
            Assert.Equal(
                HttpStatusCode.OK,
                (await office.PutAsync($"{RegistryApp.Sites}/{site}/status", new { status, reason = "for a test" }, tag)).StatusCode
            );
        }

        async Task DeleteAsync(string code)
        {
            var site = (await office.SiteAsync(code))!.Id();
            var request = new HttpRequestMessage(HttpMethod.Post, $"{RegistryApp.Sites}/{site}/delete")
            {
                Content = new StringContent("{\"reason\":\"for a test\"}", Encoding.UTF8, "application/json"),
            };
            request.Headers.TryAddWithoutValidation("If-Match", (await office.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag);
            var response = await office.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_row_with_an_unknown_id_does_not_change_the_site_that_has_its_code()
    {
        var office = app.Office();
        (await office.ImportAsync(File(Row("own-1")))).AssertRows(created: 1);
        var (site, unknown) = ((await office.SiteAsync("own-1"))!.Id(), Guid.CreateVersion7());

        var import = await office.ImportAsync(File(Row("own-1", ("id", $"{unknown}"), ("nameEn", "Another house"))));

        import.AssertRows(rejected: 1);
        Assert.Equal(
            $"2,id,\"No site has this id; own-1 is the code of site {site}.\",{unknown}",
            Assert.Single(await office.FindingsAsync(import))
        );
        Assert.Equal("Hope", (await office.SiteAsync("own-1"))!["name"]!["en"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync($"{RegistryApp.Sites}/{unknown}")).StatusCode);
    }

    private static string File(params IEnumerable<string> rows) => string.Join("\r\n", rows.Prepend(Columns));

    private static string Row(string code, params (string Column, string Value)[] cells)
    {
        var values = new Dictionary<string, string>
        {
            ["code"] = code,
            ["organization"] = "nrcs",
            ["serviceType"] = "families-in-difficulty",
            ["place"] = "TM-S",
            ["nameTk"] = "Umyt",
            ["nameRu"] = "Надежда",
            ["nameEn"] = "Hope",
            ["latitude"] = "37.95",
            ["longitude"] = "58.38",
            ["total"] = "3",
            ["status"] = "active",
        };
        foreach (var (column, value) in cells)
        {
            values[column] = value;
        }

        return string.Join(
            ',',
            Columns
                .Split(',')
                .Select(column =>
                    values.GetValueOrDefault(column, "") is var value && value.Any(c => ",\"\r\n".Contains(c, StringComparison.Ordinal))
                        ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                        : value
                )
        );
    }
}
