using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grpc.Core;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;
using DirectoryClient = SocialServices.Contracts.Registry.V1.Directory.DirectoryClient;

namespace SocialServices.Registry.Tests;

/// <summary>
/// Who is not the site's organization, the office or a client with registry.capacity learns of its capacity only the total and a word that
/// changes at most once a day: not how many people are served, and not when somebody came or went.
/// </summary>
public sealed partial class StrangersCapacityTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Owner = "yenme";
    private static readonly string[] Columns = ["total", "held", "taken", "free", "availability"];
    private readonly LedgerCalls ledger = new(app);

    private HttpClient Stranger => app.Provider("nrcs");

    [Fact]
    public async Task Strangers_get_a_word_where_others_get_numbers()
    {
        var site = await app.SiteAsync(capacity: 5, Owner);
        await TakeAsync(site, 2);

        Assert.Equal("""{"total":5,"availability":"free"}""", (await CapacityAsync(Stranger, site)).ToJsonString());
        foreach (var entitled in new[] { app.Office(), app.Provider(Owner), app.Client("registry.read registry.capacity", "nrcs") })
        {
            Assert.Equal(
                """{"total":5,"availability":"free","held":0,"taken":2,"free":3}""",
                (await CapacityAsync(entitled, site)).ToJsonString()
            );
            Assert.Equal(3, (await FoundAsync(entitled, site, ""))!["capacity"]!["free"]!.GetValue<int>());
        }

        Assert.Equal("""{"total":5,"availability":"free"}""", (await FoundAsync(Stranger, site, ""))!["capacity"]!.ToJsonString());
    }

    [Fact]
    public async Task The_word_changes_with_the_day_and_not_with_a_move()
    {
        var site = await app.SiteAsync(capacity: 4, Owner);
        var (before, tag) = (await app.Provider("nrcs").GetStringAsync($"{RegistryApp.Sites}/{site}"), await TagAsync(site));
        await TakeAsync(site, 4);

        Assert.Equal(before, await Stranger.GetStringAsync($"{RegistryApp.Sites}/{site}"));
        Assert.Equal(tag, await TagAsync(site));
        Assert.NotNull(await FoundAsync(Stranger, site, "free=true&"));
        Assert.Null(await FoundAsync(app.Office(), site, "free=true&"));

        await NextDayAsync();
        Assert.Equal("none", await WordAsync(site));
        Assert.Null(await FoundAsync(Stranger, site, "free=true&"));

        var key = LedgerCalls.NewKey();
        var other = await app.SiteAsync(capacity: 5, Owner);
        await TakeAsync(other, 3);
        await ledger.ReserveAsync(key, other);
        await NextDayAsync();
        Assert.Equal("few", await WordAsync(other));
        await ledger.ReleaseAsync(key);
        await TakeAsync(other, 2);
        Assert.Equal("few", await WordAsync(other));
        await NextDayAsync();
        Assert.Equal("none", await WordAsync(other));
    }

    [Theory]
    [InlineData("waiting-list", "waiting-list")]
    [InlineData("assessment", "assessment-needed")]
    [InlineData("direct", "none")]
    public async Task A_full_site_says_what_people_may_expect(string admission, string word)
    {
        var body = Given.SiteBody(Owner, capacity: 1);
        body["details"] = new Dictionary<string, object?> { ["admission"] = admission };
        var site = await Given.IdOfAsync(await app.Office().CreateAsync(RegistryApp.Sites, body));
        await TakeAsync(site, 1);
        await NextDayAsync();

        Assert.Equal(word, await WordAsync(site));
        var tag = await TagAsync(site);
        var suspended = await app.Office()
            .PutAsync($"{RegistryApp.Sites}/{site}/status", new { status = "suspended", reason = "Repairs." }, tag);
        Assert.True(suspended.IsSuccessStatusCode, await suspended.Content.ReadAsStringAsync());
        Assert.Equal("none", await WordAsync(site));
    }

    [Fact]
    public async Task Csv_and_hsds_hold_no_numbers_for_strangers()
    {
        var site = await app.SiteAsync(capacity: 7, "isld");
        await TakeAsync(site, 3);

        Assert.Equal(["7", "", "", "", "free"], await CellsAsync(Stranger, site));
        Assert.Equal(["7", "0", "3", "4", "free"], await CellsAsync(app.Provider("isld"), site));

        var service = HsdsIds.Of("service/isld/families-in-difficulty");
        var told = (await (await Stranger.GetAsync($"/hsds/service_at_locations/{site}")).JsonAsync())!;
        Assert.Null(told["service"]!["capacities"]);
        Assert.Contains(
            told["attributes"]!.AsArray(),
            attribute => attribute!["link_type"]!.GetValue<string>() is "availability" && attribute["value"]!.GetValue<string>() is "free"
        );
        Assert.Null((await (await Stranger.GetAsync($"/hsds/services/{service}")).JsonAsync())["capacities"]);
        var own = await (await app.Provider("isld").GetAsync($"/hsds/service_at_locations/{site}")).JsonAsync();
        Assert.Equal(4, own["service"]!["capacities"]![0]!["available"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_feed_tells_moves_only_to_those_who_see_the_numbers()
    {
        var site = await app.SiteAsync(capacity: 2, Owner);
        await TakeAsync(site, 1);
        var later = await app.SiteAsync(capacity: 2, Owner); // its opening comes behind the moves

        Assert.Equal(["registry.site-opened.v1"], await TypesAsync(Stranger, site, later));
        foreach (var entitled in new[] { app.Office(), app.Provider(Owner) })
        {
            Assert.Equal(
                ["registry.site-opened.v1", "registry.capacity-changed.v1", "registry.capacity-changed.v1"],
                await TypesAsync(entitled, site, later)
            );
        }
    }

    [Fact]
    public async Task A_move_is_no_modification()
    {
        var site = await app.SiteAsync(capacity: 2, "mofe");
        var before = await ModifiedAsync();
        await TakeAsync(site, 1);
        Assert.Equal(before, await ModifiedAsync());

        await app.Office().PutAsync($"{RegistryApp.Sites}/{site}/capacity", new { total = 9 }, await TagAsync(site));
        Assert.NotEqual(before, await ModifiedAsync());

        async Task<DateTimeOffset> ModifiedAsync()
        {
            var service = await (
                await Stranger.GetAsync($"/hsds/services/{HsdsIds.Of("service/mofe/families-in-difficulty")}")
            ).JsonAsync();
            return service["last_modified"]!.GetValue<DateTimeOffset>();
        }
    }

    [Fact]
    public async Task Numbers_are_searched_for_by_those_who_see_them()
    {
        var site = await app.SiteAsync(capacity: 6, Owner);
        var refused = await Stranger.GetAsync($"{RegistryApp.Sites}?minFree=2");
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.NotNull((await refused.JsonAsync())["errors"]!["minFree"]);
        Assert.NotNull(await FoundAsync(app.Provider(Owner), site, "minFree=6&"));
        Assert.Null(await FoundAsync(app.Provider(Owner), site, "minFree=7&"));
    }

    [Fact]
    public async Task Services_without_the_scope_get_the_word()
    {
        var site = await app.SiteAsync(capacity: 3, Owner);
        var (without, with) = (
            new DirectoryClient(app.Grpc("registry.read")),
            new DirectoryClient(app.Grpc("registry.read registry.capacity"))
        );
        var (word, numbers) = (
            await without.GetSiteAsync(new() { SiteId = site.ToString() }),
            await with.GetSiteAsync(new() { SiteId = site.ToString() })
        );

        Assert.Null(word.Capacity);
        Assert.Equal(("few", "few", 3), (word.Availability, numbers.Availability, numbers.Capacity.Free));
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await without.FindSitesAsync(new() { MinFree = 2 }));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    private async Task TakeAsync(Guid site, int people)
    {
        for (var i = 0; i < people; i++)
        {
            var key = LedgerCalls.NewKey();
            await ledger.ReserveAsync(key, site);
            await ledger.ConfirmAsync(key);
        }
    }

    private Task NextDayAsync()
    {
        app.Clock.Advance(Ashgabat.Midnight(app.Clock.Today().AddDays(1)) - app.Clock.GetUtcNow());
        return Task.CompletedTask;
    }

    private static async Task<JsonNode> CapacityAsync(HttpClient client, Guid site) =>
        (await (await client.GetAsync($"{RegistryApp.Sites}/{site}")).JsonAsync())["capacity"]!;

    private async Task<string> WordAsync(Guid site) => (await CapacityAsync(Stranger, site))["availability"]!.GetValue<string>();

    private async Task<string> TagAsync(Guid site) => (await Stranger.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;

    private static async Task<JsonNode?> FoundAsync(HttpClient client, Guid site, string filter)
    {
        var page = await (await client.GetAsync($"{RegistryApp.Sites}?{filter}organization={Owner}&limit=200")).JsonAsync();
        return page["items"]!.AsArray().SingleOrDefault(item => item!["id"]!.GetValue<Guid>() == site);
    }

    /// <summary>total, held, taken, free, availability.</summary>
    private static async Task<string[]> CellsAsync(HttpClient client, Guid site)
    {
        var lines = (await client.GetStringAsync($"{RegistryApp.Sites}.csv?organization=isld")).Split("\r\n");
        var (columns, cells) = (
            lines[0].Split(',').ToList(),
            Cell().Split(lines.Single(line => line.StartsWith($"{site}", StringComparison.Ordinal)))
        );
        return [.. Columns.Select(column => cells[columns.IndexOf(column)])];
    }

    [GeneratedRegex(@",(?=(?:[^""]*""[^""]*"")*[^""]*$)")]
    private static partial Regex Cell();

    /// <summary>What a site's changes are, once the feed tells of a later one.</summary>
    private static async Task<List<string>> TypesAsync(HttpClient client, Guid site, Guid later)
    {
        var all = await Eventually.GetAsync(
            async () =>
            {
                var (items, after) = (new List<JsonNode>(), "");
                for (var more = true; more; )
                {
                    var page = await (await client.GetAsync($"/api/v1/registry/changes?limit=200{after}")).JsonAsync();
                    items.AddRange(page["items"]!.AsArray().Select(item => item!));
                    (after, more) = ($"&after={page["after"]!.GetValue<string>()}", page["more"]!.GetValue<bool>());
                }

                return items;
            },
            items => items.Any(item => item["subject"]!.GetValue<string>() == $"site/{later}")
        );
        return
        [
            .. all.Where(item => item["subject"]!.GetValue<string>() == $"site/{site}").Select(item => item["type"]!.GetValue<string>()),
        ];
    }
}
