using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

public sealed class ImportTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task New_sites_are_opened_with_their_places_their_history_and_their_events()
    {
        var office = app.Office();

        var import = await office.ImportAsync(ImportCalls.Csv(ImportCalls.Row("new-1", total: 7), ImportCalls.Row("new-2", total: 0)));

        import.AssertRows(created: 2);
        var site = (await office.SiteAsync("new-1"))!;
        Assert.Equal(7, site["capacity"]!["free"]!.GetValue<int>());
        Assert.Equal("Hope centre ru", site["name"]!["ru"]!.GetValue<string>());
        Assert.Equal(7, Guid.Parse(site["id"]!.GetValue<string>()).Version);
        var ledger = (await (await office.GetAsync($"{RegistryApp.Sites}/{site.Id()}/ledger")).JsonAsync())["items"]!.AsArray();
        Assert.Equal(
            ("opened", 7, "office"),
            (ledger.Single()!["kind"]!.GetValue<string>(), ledger[0]!["total"]!.GetValue<int>(), ledger[0]!["actor"]!.GetValue<string>())
        );
        var history = (await (await office.GetAsync($"{RegistryApp.Sites}/{site.Id()}/history")).JsonAsync())["items"]!.AsArray();
        Assert.Equal(
            ("created", "office", "mlspp"),
            (
                history.Single()!["kind"]!.GetValue<string>(),
                history[0]!["actor"]!.GetValue<string>(),
                history[0]!["organization"]!.GetValue<string>()
            )
        );
        await using var db = app.OpenDatabase();
        Assert.Equal(1, await EventsAsync(site.Id(), "registry.site-opened.v1"));
        Assert.Equal(
            2,
            await db
                .Database.SqlQuery<int>(
                    $"select count(*)::int as \"Value\" from audit_entries where record_kind = 'import' and record_ids = {new[] { import.Id().ToString() }} and client = 'office'"
                )
                .SingleAsync()
        );
        Assert.Single(
            (await (await office.GetAsync($"{RegistryApp.Sites}?q=hope&organization=nrcs&limit=1")).JsonAsync())["items"]!.AsArray()
        );

        async Task<int> EventsAsync(Guid id, string type) =>
            await db
                .Database.SqlQuery<int>(
                    $"select count(*)::int as \"Value\" from outbox where type = {type} and data->>'siteId' = {id.ToString()}"
                )
                .SingleAsync();
    }

    [Fact]
    public async Task Sites_that_are_there_change_as_by_any_other_edit()
    {
        var office = app.Office();
        (
            await office.ImportAsync(ImportCalls.Csv(ImportCalls.Row("edit-1"), ImportCalls.Row("edit-2"), ImportCalls.Row("edit-3")))
        ).AssertRows(created: 3);
        var before = (await office.SiteAsync("edit-1"))!;

        var import = await office.ImportAsync(
            ImportCalls.Csv(
                ImportCalls.Row("edit-1", name: "Faith centre", total: 9, address: "Magtymguly 5"),
                ImportCalls.Row("edit-2"),
                ImportCalls.Row("edit-3").Replace("active", "planned", StringComparison.Ordinal)
            )
        );

        import.AssertRows(updated: 2, unchanged: 1);
        var after = (await office.SiteAsync("edit-1"))!;
        Assert.Equal(before.Id(), after.Id());
        Assert.Equal(
            ("Faith centre", "Magtymguly 5", 9),
            (after["name"]!["en"]!.GetValue<string>(), after["address"]!.GetValue<string>(), after["capacity"]!["total"]!.GetValue<int>())
        );
        Assert.Equal("planned", (await office.SiteAsync("edit-3"))!["status"]!.GetValue<string>());
        var changes = (await (await office.GetAsync($"{RegistryApp.Sites}/{after.Id()}/history")).JsonAsync())["items"]![1]!;
        Assert.Equal(("changed", "office"), (changes["kind"]!.GetValue<string>(), changes["actor"]!.GetValue<string>()));
        Assert.Equal("Hope centre", changes["changes"]!["name"]!["from"]!["en"]!.GetValue<string>());
        var ledger = (await (await office.GetAsync($"{RegistryApp.Sites}/{after.Id()}/ledger")).JsonAsync())["items"]!.AsArray();
        Assert.Equal(["opened", "resized"], ledger.Select(entry => entry!["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_nothing()
    {
        var office = app.Office();
        (await office.ImportAsync(ImportCalls.Csv(ImportCalls.Row("dry-1")))).AssertRows(created: 1);
        var before = await Counted.AsyncOf(app);

        var import = await office.ImportAsync(
            ImportCalls.Csv(
                ImportCalls.Row("dry-1", total: 6),
                ImportCalls.Row("dry-2"),
                ImportCalls.Row("dry-3", place: "TM-XX"),
                ImportCalls.Row("dry-4", name: "Elsewhere"),
                ImportCalls.Row("dry-5", name: "Elsewhere")
            ),
            "dryRun=true"
        );

        import.AssertRows(created: 3, updated: 1, rejected: 1);
        Assert.True(import["dryRun"]!.GetValue<bool>());
        Assert.Equal(before with { Audited = before.Audited + 2 }, await Counted.AsyncOf(app)); // that it was tried, and how it ended
        Assert.Null(await office.SiteAsync("dry-2"));
        Assert.Equal(5, (await office.SiteAsync("dry-1"))!["capacity"]!["total"]!.GetValue<int>());
        Assert.Contains(
            await office.DuplicatesAsync(import),
            pair => pair!["line"]!.GetValue<int>() == 6 && pair["candidateLine"]?.GetValue<int>() == 5
        );
    }

    [Fact]
    public async Task The_same_file_is_the_same_import_until_it_is_sent_again_on_purpose()
    {
        var office = app.Office();
        var csv = ImportCalls.Csv(ImportCalls.Row("same-1"));
        var first = await office.ImportAsync(csv);

        var second = await office.UploadAsync(csv);
        Assert.Equal((HttpStatusCode.OK, first.Id()), (second.StatusCode, (await second.JsonAsync()).Id()));
        Assert.NotEqual(first.Id(), (await office.ImportAsync(csv, "dryRun=true")).Id());
        Assert.NotEqual(first.Id(), (await office.ImportAsync(csv, "organization=nrcs")).Id());
        Assert.NotEqual(first.Id(), (await app.Provider("nrcs").ImportAsync(csv)).Id());

        var again = await office.ImportAsync(csv, "again=true");
        again.AssertRows(unchanged: 1);
        Assert.NotEqual(first.Id(), again.Id());
        Assert.Equal(again.Id(), (await (await office.UploadAsync(csv)).JsonAsync()).Id());
    }

    [Fact]
    public async Task Of_two_uploads_of_a_file_at_once_one_is_taken()
    {
        var office = app.Office();
        var csv = ImportCalls.Csv(ImportCalls.Row("twice-1"), ImportCalls.Row("twice-2"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => office.UploadAsync(csv)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode is HttpStatusCode.Accepted));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK));
        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.JsonAsync()).Id()));
        (await office.EndOfAsync(Assert.Single(ids.Distinct()))).AssertRows(created: 2);
    }
}
