using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>What becomes of a row does not depend on where an import was broken off.</summary>
public sealed class ResumedDecisionTests(IdleWorkerApp app) : IClassFixture<IdleWorkerApp>
{
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task A_site_that_rows_name_by_id_and_by_code_is_changed_once_wherever_the_import_went_on(int rowsRead)
    {
        (await ImportAsync([ImportCalls.Row($"named-{rowsRead}"), ImportCalls.Row($"coded-{rowsRead}")], rowsRead: 0)).AssertRows(
            created: 2
        );
        var (named, coded) = (
            (await app.Office().SiteAsync($"named-{rowsRead}"))!.Id(),
            (await app.Office().SiteAsync($"coded-{rowsRead}"))!.Id()
        );
        var rows = new[] { Row(named, null, "Hope centre"), Row(null, $"coded-{rowsRead}", "Hope centre") }
            .Concat(Enumerable.Range(0, 14).Select(i => Row(null, $"between-{rowsRead}-{i}", $"House {i}")))
            .Concat([Row(null, $"named-{rowsRead}", "Other name"), Row(coded, null, "Other name")]);

        var import = await ImportAsync(rows, rowsRead, $"id,{ImportCalls.Header}");

        Assert.Equal(2, import["rows"]!["rejected"]!.GetValue<int>());
        Assert.Equal(
            [$"18,code,Line 2 is about the same site.,named-{rowsRead}", $"19,id,Line 3 is about the same site.,{coded}"],
            await app.Office().FindingsAsync(import)
        );
        Assert.Equal("Hope centre", (await app.Office().SiteAsync($"named-{rowsRead}"))!["name"]!["en"]!.GetValue<string>());

        static string Row(Guid? id, string? code, string name) => $"{id},{ImportCalls.Row(code ?? "", name: name)}";
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task A_dry_run_finds_duplicates_within_the_file_wherever_it_went_on(int rowsRead)
    {
        var twin = $"Daýanç {new string((char)('a' + rowsRead), 6)}";
        var rows = Enumerable
            .Range(0, 20)
            .Select(i =>
                ImportCalls.Row($"dry-{rowsRead}-{i}", name: i is 1 or 18 ? twin : $"House {new string((char)('a' + i), 9)} {rowsRead}")
            );

        var import = await ImportAsync(rows, rowsRead, query: "dryRun=true");

        import.AssertRows(created: 20);
        var pair = Assert.Single(await app.Office().DuplicatesAsync(import), pair => pair!["line"]!.GetValue<int>() == 20)!;
        Assert.Equal(3, pair["candidateLine"]!.GetValue<int>());
        Assert.Null(pair["candidate"]);
    }

    /// <param name="rows">Without the header.</param>
    /// <param name="rowsRead">How many rows an earlier run is said to have dealt with; here it left nothing behind in the register.</param>
    /// <param name="header">Above the rows.</param>
    /// <param name="query">Further parameters.</param>
    private async Task<JsonNode> ImportAsync(IEnumerable<string> rows, int rowsRead, string header = ImportCalls.Header, string query = "")
    {
        var import = (await (await app.Office().UploadAsync(string.Join("\r\n", rows.Prepend(header)), query)).JsonAsync()).Id();
        await using (var db = app.OpenDatabase())
        {
            await db.Database.ExecuteSqlAsync($"update imports set rows_read = {rowsRead}, created = {rowsRead} where id = {import}");
        }

        await app.RunImportsAsync(TestContext.Current.CancellationToken);
        return await app.Office().EndOfAsync(import);
    }
}
