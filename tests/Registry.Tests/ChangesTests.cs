using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class ChangesTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Changes = "/api/v1/registry/changes";

    [Fact]
    public async Task Who_follows_the_feed_gets_every_change_once_whatever_runs_concurrently()
    {
        var before = await AllAsync();
        using var done = new CancellationTokenSource();
        var following = FollowAsync(before.After, done.Token);

        var opened = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => app.SiteAsync()));
        await Eventually.TrueAsync(async () => (await AllAsync(before.After)).Items.Count(IsOpening) == opened.Length);
        await done.CancelAsync();
        var (followed, after) = await following;
        var rest = await AllAsync(after);

        var seen = followed.Concat(rest.Items).ToList();
        var openings = seen.Where(IsOpening).Select(change => change["subject"]!.GetValue<string>()).ToList();
        Assert.Equal(openings.Count, openings.Distinct().Count());
        Assert.Equal(opened.Select(id => $"site/{id}").Order(), openings.Order());
        Assert.Equal(
            (await AllAsync(before.After)).Items.Select(change => change.ToJsonString()),
            seen.Select(change => change.ToJsonString())
        );

        static bool IsOpening(JsonNode change) => change["type"]!.GetValue<string>() is "registry.site-opened.v1";
    }

    [Fact]
    public async Task A_closed_site_is_deleted_in_all_its_changes_and_its_link_still_answers()
    {
        var id = await app.SiteAsync();
        var office = app.Office();
        var tag = (await office.GetAsync($"{RegistryApp.Sites}/{id}")).Headers.ETag!.Tag;
        Assert.Equal([false], await DeletedAsync(1));

        await office.PutAsync($"{RegistryApp.Sites}/{id}/status", new { status = "closed", reason = "Moved." }, tag);

        Assert.Equal([true, true], await DeletedAsync(2));
        var link = (await OfSiteAsync())[^1]["link"]!.GetValue<string>();
        Assert.Equal("closed", (await (await office.GetAsync(link)).JsonAsync())["status"]!.GetValue<string>());

        async Task<IEnumerable<bool>> DeletedAsync(int count) =>
            (await Eventually.GetAsync(OfSiteAsync, changes => changes.Count == count)).Select(change =>
                change["deleted"]!.GetValue<bool>()
            );

        async Task<List<JsonNode>> OfSiteAsync() =>
            [.. (await AllAsync()).Items.Where(change => change["subject"]!.GetValue<string>() == $"site/{id}")];
    }

    [Fact]
    public async Task The_feed_links_to_what_changed_and_leaves_out_the_workforce()
    {
        await app.WorkerAsync();
        var site = await app.SiteAsync(); // told after the worker
        var items = await Eventually.GetAsync(
            async () => (await AllAsync()).Items,
            changes => changes.Any(change => change["subject"]!.GetValue<string>() == $"site/{site}")
        );

        Assert.DoesNotContain(items, change => change["type"]!.GetValue<string>().Contains("worker", StringComparison.Ordinal));
        foreach (var subject in new[] { "organization/nrcs", "service-type/case-management", $"site/{site}" })
        {
            var link = items.First(change => change["subject"]!.GetValue<string>() == subject)["link"]!.GetValue<string>();
            Assert.Equal(HttpStatusCode.OK, (await app.Client("registry.read").GetAsync(link)).StatusCode);
        }
    }

    [Fact]
    public async Task A_place_in_the_feed_that_was_not_given_out_is_refused()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.Client("registry.read").GetAsync($"{Changes}?after=eA")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client("registry.read").GetAsync($"{Changes}?limit=201")).StatusCode);
        var beyond = Convert.ToBase64String("999999999"u8).TrimEnd('=');
        Assert.Equal(HttpStatusCode.Gone, (await app.Client("registry.read").GetAsync($"{Changes}?after={beyond}")).StatusCode);
    }

    /// <summary>All that the feed tells of a record.</summary>
    internal static async Task<List<JsonNode>> OfAsync(RegistryApp app, string subject) =>
        [.. (await new ChangesTests(app).AllAsync()).Items.Where(change => change["subject"]!.GetValue<string>() == subject)];

    private async Task<(List<JsonNode> Items, string? After)> FollowAsync(string? after, CancellationToken stop)
    {
        var items = new List<JsonNode>();
        while (!stop.IsCancellationRequested)
        {
            var page = await PageAsync(after, limit: 3);
            items.AddRange(page["items"]!.AsArray()!);
            after = page["after"]!.GetValue<string>();
        }

        return (items, after);
    }

    private async Task<(List<JsonNode> Items, string After)> AllAsync(string? after = null)
    {
        var items = new List<JsonNode>();
        JsonNode page;
        do
        {
            page = await PageAsync(after, limit: 200);
            items.AddRange(page["items"]!.AsArray()!);
            after = page["after"]!.GetValue<string>();
        } while (page["more"]!.GetValue<bool>());

        return (items, after);
    }

    private async Task<JsonNode> PageAsync(string? after, int limit)
    {
        var response = await app.Client("registry.read").GetAsync($"{Changes}?limit={limit}{(after is null ? "" : $"&after={after}")}");
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }
}
