using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Searching;

public sealed class SearchFilterTests(SearchApp app) : IClassFixture<SearchApp>
{
    [Theory]
    [InlineData("need=disability", "assistant disability")]
    [InlineData("need=disability&age=10", "disability")]
    [InlineData("age=14&serviceType=adolescents-criminal-justice", "justice")]
    [InlineData("age=18&serviceType=adolescents-criminal-justice", "")]
    [InlineData("place=TM-S", "active addiction difficulty infants justice violence")]
    [InlineData("place=TM-S-01", "violence")]
    [InlineData("place=TM-S&free=true", "active difficulty infants justice violence")]
    [InlineData("minFree=30", "case older")]
    [InlineData("organization=nrcs", "addiction leaving older")]
    [InlineData("organization=nobody", "")]
    [InlineData("status=planned", "")]
    [InlineData("status=any&organization=yenme", "difficulty")]
    [InlineData("code=older", "older")]
    [InlineData("organization=nrcs&code=active", "")]
    [InlineData("place=TM-S&sex=male", "active addiction difficulty infants justice")]
    [InlineData("place=TM-S&sex=female", "active addiction difficulty infants justice violence")]
    [InlineData("q=Ashgabat&sex=male&need=safety", "")]
    [InlineData("near=37.95,58.38&withinKm=6", "active addiction infants justice violence")]
    [InlineData("q=goldaw&near=37.95,58.38&withinKm=6", "active addiction")]
    [InlineData("q=goldaw&near=37.95,58.38&withinKm=6&sort=distance", "active addiction")]
    [InlineData("q=%25%27%3B--", "")]
    [InlineData("q=goldaw&serviceType=a%27b%5C&organization=%5C%27", "")]
    [InlineData("q=goldaw&organization=yenme%27|%27o:nrcs", "")]
    public async Task A_filter_keeps_what_fits(string query, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            (await app.CodesAsync(query)).Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task The_nearest_come_first_with_their_distance()
    {
        var page = await app.FindAsync("near=37.95,58.39&withinKm=500&sort=distance&limit=4");

        Assert.Equal(["justice", "active", "addiction", "infants"], SearchApp.Codes(page));
        var distances = page["items"]!.AsArray().Select(hit => hit!["distanceKm"]!.GetValue<double>()).ToList();
        Assert.Equal(0, distances[0]);
        Assert.Equal(distances.Order(), distances);
        Assert.InRange(distances[^1], 4.0, 4.4); // 0.02° of latitude and 0.04° of longitude away
    }

    [Fact]
    public async Task Without_a_point_there_is_no_distance() => Assert.Null((await app.FindAsync("limit=1"))["items"]![0]!["distanceKm"]);

    [Theory]
    [InlineData("")]
    [InlineData("q=A%C5%9Fgabat")]
    [InlineData("q=goldaw")]
    [InlineData("near=37.95,58.38&withinKm=500")]
    [InlineData("near=37.95,58.38&withinKm=500&sort=distance")]
    public async Task Pages_show_every_hit_once_in_the_order_of_the_whole(string query)
    {
        var whole = await app.CodesAsync($"{query}&limit=200");
        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = await app.FindAsync($"{query}&limit=2{(after is null ? "" : $"&after={after}")}");
            paged.AddRange(SearchApp.Codes(page));
            after = (string?)page["after"];
        } while (after is not null);

        Assert.Equal(whole, paged);
        Assert.True(paged.Count > 1);
    }

    [Fact]
    public async Task Facets_count_all_hits_not_only_the_page()
    {
        var facets = (await app.FindAsync("limit=1&facets=true"))["facets"]!;

        Assert.Equal(13, facets["total"]!.GetValue<long>());
        Assert.Equal(13, facets["serviceTypes"]!.AsArray().Count);
        Assert.Equal(6, Count(facets, "velayats", "TM-S"));
        Assert.Equal(2, Count(facets, "velayats", "TM-M"));
        Assert.Equal(3, Count(facets, "organizations", "nrcs"));
    }

    [Fact]
    public async Task Facets_follow_text_and_filters()
    {
        var facets = (await app.FindAsync("q=Red%20Crescent&place=TM-S&facets=true"))["facets"]!;

        Assert.Equal(1, facets["total"]!.GetValue<long>());
        Assert.Equal("parents-with-addictions", (string)Assert.Single(facets["serviceTypes"]!.AsArray())!["code"]!);
    }

    [Fact]
    public async Task Labels_are_in_the_callers_language()
    {
        var client = app.Client("registry.read");
        client.DefaultRequestHeaders.Add("Accept-Language", "ru");

        var page = await (await client.GetAsync($"{SearchApp.Search}?q=Umyt&facets=true")).JsonAsync();

        Assert.Equal("Надежда", (string)page["items"]![0]!["label"]!);
        Assert.Equal("Марыйский велаят", (string)page["facets"]!["velayats"]![0]!["label"]!);
    }

    [Theory]
    [InlineData("near=north", HttpStatusCode.UnprocessableEntity, "near")]
    [InlineData("near=91,58", HttpStatusCode.UnprocessableEntity, "near")]
    [InlineData("near=NaN,58", HttpStatusCode.UnprocessableEntity, "near")]
    [InlineData("sort=distance", HttpStatusCode.UnprocessableEntity, "near")]
    [InlineData("withinKm=5", HttpStatusCode.UnprocessableEntity, "near")]
    [InlineData("near=37.9,58.3&withinKm=0", HttpStatusCode.BadRequest, "withinKm")]
    [InlineData("near=37.9,58.3&withinKm=NaN", HttpStatusCode.BadRequest, "withinKm")]
    [InlineData("sort=size", HttpStatusCode.UnprocessableEntity, "sort")]
    [InlineData("status=open", HttpStatusCode.UnprocessableEntity, "status")]
    [InlineData("sex=unknown", HttpStatusCode.UnprocessableEntity, "sex")]
    [InlineData("language=klingon", HttpStatusCode.UnprocessableEntity, "language")]
    [InlineData("accessibility=wheelchair&accessibility=slide", HttpStatusCode.UnprocessableEntity, "accessibility")]
    [InlineData("openAt=9999-12-31T23:59Z", HttpStatusCode.UnprocessableEntity, "openAt")]
    [InlineData("openAt=0001-01-01T00:00%2B14:00", HttpStatusCode.UnprocessableEntity, "openAt")]
    [InlineData("openAt=tomorrow", HttpStatusCode.UnprocessableEntity, "openAt")]
    [InlineData("openAt=2026-02-30T10:00", HttpStatusCode.UnprocessableEntity, "openAt")]
    [InlineData("openAt=2026-11-23", HttpStatusCode.UnprocessableEntity, "openAt")]
    [InlineData("place=TM-XX", HttpStatusCode.UnprocessableEntity, "place")]
    [InlineData("after=bm90IGEga2V5", HttpStatusCode.UnprocessableEntity, "after")]
    [InlineData("age=131", HttpStatusCode.BadRequest, "age")]
    [InlineData("age=ten", HttpStatusCode.BadRequest, "age")]
    [InlineData("minFree=-1", HttpStatusCode.BadRequest, "minFree")]
    [InlineData("free=maybe", HttpStatusCode.BadRequest, "free")]
    [InlineData("need=a%20pony", HttpStatusCode.UnprocessableEntity, "need")]
    [InlineData("limit=201", HttpStatusCode.BadRequest, "limit")]
    [InlineData("q=a%00b", HttpStatusCode.BadRequest, "q")]
    public async Task What_makes_no_sense_is_refused(string query, HttpStatusCode status, string? field)
    {
        var response = await app.Office().GetAsync($"{SearchApp.Search}?{query}");

        Assert.True(response.StatusCode == status, await response.Content.ReadAsStringAsync());
        if (field is not null)
        {
            Assert.Equal([field], await response.FieldsAsync());
        }
    }

    [Fact]
    public async Task A_text_of_more_than_200_characters_is_refused() =>
        Assert.Equal(["q"], await (await app.Office().GetAsync($"{SearchApp.Search}?q={new string('a', 201)}")).FieldsAsync());

    private static long Count(JsonNode facets, string facet, string code) =>
        facets[facet]!.AsArray().Single(value => (string)value!["code"]! == code)!["count"]!.GetValue<long>();
}
