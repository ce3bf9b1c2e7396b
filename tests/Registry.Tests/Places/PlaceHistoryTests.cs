using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Places;

public sealed class PlaceHistoryTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly PlaceCalls places = new(app);

    [Theory]
    [InlineData("/TM-B-05?on=10.11.2022")] // read as 11 October, it would be another name of the etrap
    [InlineData("/TM-B-05?on=1.5")]
    [InlineData("/TM-B-05/successors?on=2022-11-10T00:00")]
    [InlineData("?On=03/04/2021")]
    public async Task A_day_is_written_as_ISO_8601_has_it(string path)
    {
        var refused = await app.Client("registry.read").GetAsync($"{PlaceCalls.Path}{path}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["on"], await refused.FieldsAsync());
    }

    [Fact]
    public async Task A_place_is_as_it_was_on_the_day_that_is_asked_for()
    {
        Assert.Equal("Serdar etrap", (await places.GetAsync("/TM-B-05?on=2022-11-08"))["label"]!.GetValue<string>());
        Assert.Equal("Gyzylarbat etrap", (await places.GetAsync("/TM-B-05?on=2022-11-09"))["label"]!.GetValue<string>());
        Assert.Equal("Gyzylarbat etrap", (await places.GetAsync("/TM-B-05"))["label"]!.GetValue<string>());
        Assert.Equal(
            [1, 2],
            (await places.GetAsync("/TM-B-05/versions"))["items"]!.AsArray().Select(item => item!["version"]!.GetValue<int>())
        );
    }

    [Fact]
    public async Task A_place_that_did_not_exist_on_the_day_is_not_found_and_the_answer_says_when_it_did()
    {
        var response = await app.Client("registry.read").GetAsync($"{PlaceCalls.Path}/TM-L-05?on=2023-06-01");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("The place did not exist on 2023-06-01.", problem["title"]!.GetValue<string>());
        Assert.Contains("until 2022-11-08", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("from 2025-09-19", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_successors_of_an_abolished_place_are_followed_to_what_exists()
    {
        Assert.Equal(["TM-L-05"], await places.CodesAsync("/TM-L-05/successors?on=2022-11-08"));
        Assert.Equal(["TM-L-01"], await places.CodesAsync("/TM-L-05/successors?on=2022-11-09"));
        Assert.Equal(["TM-L-08", "TM-L-10"], await places.CodesAsync("/TM-L-04/successors?on=2024-01-01"));
        Assert.Equal(["TM-L-05"], await places.CodesAsync("/TM-L-05/successors"));
        Assert.Equal(["TM-D-01"], await places.CodesAsync("/TM-D-09/successors"));
        var (first, second, third) = (await places.GivenAsync(), await places.GivenAsync(), await places.GivenAsync());
        await places.AbolishAsync(first, "2020-01-01", "renamed", second);
        await places.AbolishAsync(second, "2021-01-01", "merged", third);
        Assert.Equal([third], await places.CodesAsync($"/{first}/successors"));
        Assert.Equal([second], await places.CodesAsync($"/{first}/successors?on=2020-12-31"));
        Assert.Empty(await places.CodesAsync("/TM-A-08/successors?on=1999-01-01"));
    }

    [Fact]
    public async Task The_hierarchy_is_that_of_the_day()
    {
        Assert.Contains("TM-L-05", await places.CodesAsync("?within=TM-L&on=2022-11-08&limit=200"));
        Assert.DoesNotContain("TM-L-05", await places.CodesAsync("?within=TM-L&on=2022-11-09&limit=200"));
        Assert.Contains("TM-L-05", await places.CodesAsync("?within=TM-L&on=2025-09-19&limit=200"));
        Assert.Contains("TM-D-09", await places.CodesAsync("?within=TM-D-01")); // abolished, and part of it since
        Assert.DoesNotContain("TM-D-09", await places.CodesAsync("?within=TM-D-01&on=2024-01-01"));
        var (etrap, city) = (await places.GivenAsync(), await places.GivenAsync(kind: "city"));
        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(city, etrap, from: "2021-05-01", kind: "city")).StatusCode);
        Assert.Equal([etrap], await places.CodesAsync($"?within={etrap}&on=2021-04-30"));
        Assert.Equal([etrap, city], await places.CodesAsync($"?within={etrap}&on=2021-05-01"));
        Assert.Equal("TM-L", (await places.GetAsync($"/{city}?on=2021-04-30"))["parent"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_site_keeps_its_place_when_it_is_abolished_and_is_found_through_what_succeeded_it()
    {
        var (gone, goesOn) = (await places.GivenAsync("TM-D"), await places.GivenAsync("TM-A"));
        var body = Given.SiteBody("moe");
        body["place"] = gone;
        var site = (await (await app.Office().CreateAsync(RegistryApp.Sites, body)).JsonAsync())["id"]!.GetValue<string>();
        Assert.Equal([site], await SitesAsync("TM-D"));

        await places.AbolishAsync(gone, "2022-01-01", "merged", goesOn);

        Assert.Equal([site], await SitesAsync(goesOn));
        Assert.Equal([site], await SitesAsync("TM-A"));
        Assert.Equal([site], await SitesAsync(gone));
        Assert.Empty(await SitesAsync("TM-D"));
        Assert.Equal(gone, (await (await app.Office().GetAsync($"{RegistryApp.Sites}/{site}")).JsonAsync())["place"]!.GetValue<string>());
        Assert.Contains(
            site,
            await (await app.Office().GetAsync($"/api/v1/registry/sites.csv?place={goesOn}")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.Office().CreateAsync(RegistryApp.Sites, body)).StatusCode);

        async Task<IEnumerable<string>> SitesAsync(string place) =>
            (await (await app.Office().GetAsync($"{RegistryApp.Sites}?organization=moe&place={place}")).JsonAsync())["items"]!
                .AsArray()
                .Select(item => (item!["site"] ?? item)["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Changes_of_a_place_are_told_and_kept_in_its_history()
    {
        var (code, heir) = (await places.GivenAsync(), await places.GivenAsync());
        await places.RedefineAsync(code, "TM-L", from: "2020-03-01", name: "New name");
        await places.AbolishAsync(code, "2021-01-01", "merged", heir);

        var feed = await Eventually.GetAsync(
            async () => (await ChangesTests.OfAsync(app, $"place/{code}")).Select(change => change["type"]!.GetValue<string>()).ToList(),
            types => types.Count == 3
        );
        Assert.Equal(["registry.place-defined.v1", "registry.place-defined.v1", "registry.place-abolished.v1"], feed);
        var history = (await (await app.Office().GetAsync($"{PlaceCalls.Path}/{code}/history")).JsonAsync())["items"]!.AsArray();
        Assert.Equal(["created", "changed", "changed"], history.Select(entry => entry!["kind"]!.GetValue<string>()));
        Assert.Equal("2020-03-01", history[1]!["changes"]!["validFrom"]!["to"]!.GetValue<string>());
        Assert.Equal("2020-12-31", history[2]!["changes"]!["validUntil"]!["to"]!.GetValue<string>());
        await using var db = app.OpenDatabase();
        Assert.Equal(
            3,
            await db
                .Database.SqlQuery<int>(
                    $"select count(*)::int as \"Value\" from audit_entries where record_kind = 'place' and record_ids = {new[] { code }} and action like '%place'"
                )
                .SingleAsync()
        );
    }
}
