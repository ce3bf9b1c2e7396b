using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class HistoryTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_change_is_kept_with_who_made_it_and_each_field_before_and_after()
    {
        var provider = app.Provider("yenme");
        var before = await provider.GetAsync($"{RegistryApp.Organizations}/yenme");
        var body = (await before.JsonAsync())!;
        var name = body["name"]!.DeepClone().AsObject();
        name["en"] = "Yenme Association";
        var answer = await provider.PutAsync(
            $"{RegistryApp.Organizations}/yenme",
            new
            {
                kind = body["kind"],
                name,
                roles = body["roles"],
                website = "https://yenme.example",
            },
            before.Headers.ETag!.ToString()
        );
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());

        var history = await HistoryAsync(provider, "organizations/yenme");

        Assert.Equal(["created", "changed"], history.Select(entry => entry!["kind"]!.GetValue<string>()));
        var change = history[^1]!;
        Assert.Equal("provider-yenme", change["actor"]!.GetValue<string>());
        Assert.Equal("yenme", change["organization"]!.GetValue<string>());
        Assert.Equal(["name", "website"], change["changes"]!.AsObject().Select(field => field.Key).Order());
        Assert.Equal("https://yenme.example", change["changes"]!["website"]!["to"]!.GetValue<string>());
        Assert.Null(change["changes"]!["website"]!["from"]);
        Assert.Equal(body["name"]!["en"]!.GetValue<string>(), change["changes"]!["name"]!["from"]!["en"]!.GetValue<string>());
        Assert.Equal("Yenme Association", change["changes"]!["name"]!["to"]!["en"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_history_is_for_those_who_may_edit_the_record()
    {
        var site = await app.SiteAsync(organization: "nrcs");

        Assert.Equal(HttpStatusCode.NotFound, (await app.Provider("yenme").GetAsync($"{RegistryApp.Sites}/{site}/history")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Provider("yenme").GetAsync("/api/v1/registry/service-types/case-management/history")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Office().GetAsync($"{RegistryApp.Sites}/{Guid.CreateVersion7()}/history")).StatusCode
        );
        Assert.Single(await HistoryAsync(app.Provider("nrcs"), $"sites/{site}"));
        Assert.Single(await HistoryAsync(app.Office(), $"sites/{site.ToString().ToUpperInvariant()}"));
        Assert.Single(await HistoryAsync(app.Office(), "places/TM-S"));
        Assert.Single(await HistoryAsync(app.Office(), "service-types/case-management"));
    }

    [Fact]
    public async Task Places_that_are_held_and_taken_stand_in_the_ledger_and_not_in_the_history()
    {
        var site = await app.SiteAsync(capacity: 2);

        await new LedgerCalls(app).ReserveAsync(LedgerCalls.NewKey(), site);

        Assert.Single(await HistoryAsync(app.Office(), $"sites/{site}"));
    }

    [Fact]
    public async Task The_history_pages_in_order()
    {
        var (site, office) = (await app.SiteAsync(), app.Office());
        foreach (var status in (string[])["suspended", "active", "suspended"])
        {
            var etag = (await office.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.ToString();
            Assert.Equal(
                HttpStatusCode.OK,
                (await office.PutAsync($"{RegistryApp.Sites}/{site}/status", new { status, reason = "Repairs." }, etag)).StatusCode
            );
        }

        var first = (await (await office.GetAsync($"{RegistryApp.Sites}/{site}/history?limit=2")).JsonAsync())!;
        var second = (await (await office.GetAsync($"{RegistryApp.Sites}/{site}/history?limit=2&after={first["after"]}")).JsonAsync())!;

        Assert.Equal(
            ["created", "active>suspended", "suspended>active", "active>suspended"],
            first["items"]!
                .AsArray()
                .Concat(second["items"]!.AsArray())
                .Select(entry =>
                    entry!["changes"] is { } changes ? $"{changes["status"]!["from"]}>{changes["status"]!["to"]}" : $"{entry["kind"]}"
                )
        );
        Assert.Null(second["after"]);
        await AssertInvalidAsync(await office.GetAsync($"{RegistryApp.Sites}/{site}/history?after=bm9uZQ"));
    }

    [Fact]
    public async Task The_history_cannot_be_rewritten()
    {
        await using var db = app.OpenDatabase();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            db.Database.ExecuteSqlRawAsync("update record_changes set actor = 'nobody'", TestContext.Current.CancellationToken)
        );
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            db.Database.ExecuteSqlRawAsync("delete from record_changes", TestContext.Current.CancellationToken)
        );
    }

    private static async Task<JsonArray> HistoryAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync($"/api/v1/registry/{path}/history");
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.JsonAsync())!["items"]!.AsArray();
    }

    private static async Task AssertInvalidAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["after"], await response.FieldsAsync());
    }
}
