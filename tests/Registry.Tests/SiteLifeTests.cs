using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Statuses of a site over time, and its deletion.</summary>
public sealed class SiteLifeTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly LedgerCalls ledger = new(app);

    [Fact]
    public async Task The_statuses_follow_each_other_without_gap_each_with_its_reason()
    {
        var site = await app.SiteAsync(organization: "yenme");
        await BecomeAsync(site, "suspended", "Repairs.");
        await BecomeAsync(site, "active", null);
        await BecomeAsync(site, "closed", "Moved to the new centre.");

        var statuses = (await (await app.Client("registry.read").GetAsync($"{RegistryApp.Sites}/{site}/statuses")).JsonAsync())[
            "items"
        ]!.AsArray();

        Assert.Equal(
            ["active ", "suspended Repairs.", "active ", "closed Moved to the new centre."],
            statuses.Select(period => $"{period!["status"]} {period["reason"]}")
        );
        foreach (var (period, next) in statuses.Zip(statuses.Skip(1)))
        {
            Assert.Equal(period!["until"]!.GetValue<string>(), next!["from"]!.GetValue<string>());
        }

        Assert.Null(statuses[^1]!["until"]);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Client("registry.read").GetAsync($"{RegistryApp.Sites}/{Guid.CreateVersion7()}/statuses")).StatusCode
        );
    }

    [Theory]
    [InlineData("suspended", null)]
    [InlineData("closed", " ")]
    public async Task A_site_is_not_suspended_or_closed_without_a_reason(string status, string? reason)
    {
        var refused = await app.ChangeSiteAsync(await app.SiteAsync(), HttpMethod.Put, "status", new { status, reason });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["reason"], await refused.FieldsAsync());
    }

    [Fact]
    public async Task A_deleted_site_is_found_nowhere_its_feed_shows_a_tombstone_and_its_history_the_reason()
    {
        var provider = app.Provider("deaf-blind-society");
        var site = await app.SiteAsync(organization: "deaf-blind-society");

        var deleted = await app.ChangeSiteAsync(site, HttpMethod.Post, "delete", new { reason = "Entered twice." }, provider);

        Assert.True(deleted.StatusCode is HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        foreach (
            var path in new[]
            {
                $"{RegistryApp.Sites}/{site}",
                $"{RegistryApp.Sites}/{site}/statuses",
                $"{RegistryApp.Sites}/{site}/ledger",
                $"/hsds/service_at_locations/{site}",
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await provider.GetAsync(path)).StatusCode);
        }

        foreach (
            var list in new[]
            {
                $"{RegistryApp.Sites}?organization=deaf-blind-society",
                $"{RegistryApp.Sites}?organization=deaf-blind-society&q=families",
                $"{RegistryApp.Sites}.csv",
                "/hsds/service_at_locations?per_page=200",
                "/hsds/services?full=true&per_page=200",
            }
        )
        {
            Assert.DoesNotContain(
                site.ToString(),
                await (await provider.GetAsync(list)).Content.ReadAsStringAsync(),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(StatusCode.NotFound, await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)));
        var history = (await (await provider.GetAsync($"{RegistryApp.Sites}/{site}/history")).JsonAsync())["items"]!.AsArray();
        Assert.Equal(["created", "deleted"], history.Select(entry => entry!["kind"]!.GetValue<string>()));
        Assert.Equal(
            ("provider-deaf-blind-society", "Entered twice."),
            (history[1]!["actor"]!.GetValue<string>(), history[1]!["reason"]!.GetValue<string>())
        );
        var feed = await Eventually.GetAsync(() => FeedAsync(site), changes => changes.Count == 2);
        Assert.Equal(["registry.site-opened.v1", "registry.site-deleted.v1"], feed.Select(change => change["type"]!.GetValue<string>()));
        Assert.All(feed, change => Assert.True(change["deleted"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_site_is_not_deleted_while_people_are_served_there_nor_by_strangers_nor_unseen()
    {
        var (site, key) = (await app.SiteAsync(organization: "nrcs"), LedgerCalls.NewKey());
        var body = new { reason = "Entered twice." };
        await ledger.ReserveAsync(key, site);

        Assert.Equal(HttpStatusCode.Conflict, (await app.ChangeSiteAsync(site, HttpMethod.Post, "delete", body)).StatusCode);
        await ledger.ReleaseAsync(key);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.ChangeSiteAsync(site, HttpMethod.Post, "delete", body, app.Provider("yenme"))).StatusCode
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await app.ChangeSiteAsync(site, HttpMethod.Post, "delete", new { })).StatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionRequired,
            (await app.Office().PostAsync($"{RegistryApp.Sites}/{site}/delete", JsonContent.Create(body))).StatusCode
        );
        Assert.Equal(HttpStatusCode.NoContent, (await app.ChangeSiteAsync(site, HttpMethod.Post, "delete", body)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Office().PostAsync($"{RegistryApp.Sites}/{site}/delete", JsonContent.Create(body))).StatusCode
        );
    }

    [Fact]
    public async Task A_hold_that_is_over_does_not_keep_a_site_from_being_deleted()
    {
        var site = await app.SiteAsync();
        await ledger.ReserveAsync(LedgerCalls.NewKey(), site, TimeSpan.FromMinutes(1));
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await app.ChangeSiteAsync(site, HttpMethod.Post, "delete", new { reason = "Entered twice." })).StatusCode
        );
    }

    [Fact]
    public async Task Of_a_deletion_and_a_reservation_at_once_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var site = await app.SiteAsync();

            var (deleting, reserving) = (
                app.ChangeSiteAsync(site, HttpMethod.Post, "delete", new { reason = "Entered twice." }),
                LedgerCalls.StatusAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site))
            );

            Assert.NotEqual((await deleting).IsSuccessStatusCode, await reserving is StatusCode.OK);
        }
    }

    private async Task BecomeAsync(Guid site, string status, string? reason) =>
        (await app.ChangeSiteAsync(site, HttpMethod.Put, "status", new { status, reason })).EnsureSuccessStatusCode();

    private async Task<List<JsonNode>> FeedAsync(Guid site)
    {
        var (changes, after) = (new List<JsonNode>(), "");
        JsonNode page;
        do
        {
            page = await (await app.Client("registry.read").GetAsync($"/api/v1/registry/changes?limit=200{after}")).JsonAsync();
            changes.AddRange(page["items"]!.AsArray().Where(change => change!["subject"]!.GetValue<string>() == $"site/{site}")!);
            after = $"&after={page["after"]}";
        } while (page["more"]!.GetValue<bool>());

        return changes;
    }
}
