using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Tests.Places;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class ServiceTypeTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Path = "/api/v1/registry/service-types";
    private static int last;

    [Fact]
    public async Task A_new_version_leaves_the_one_before_as_it_was()
    {
        var code = await GivenAsync();

        Assert.Equal(
            HttpStatusCode.OK,
            (
                await RedefineAsync(
                    code,
                    body => (body["minimumAge"], body["from"], body["needs"]) = (21, "2022-01-01", new JsonArray("loneliness"))
                )
            ).StatusCode
        );

        Assert.Equal((2, 21, "2022-01-01", null), Facts(await GetAsync($"/{code}")));
        Assert.Equal((1, 18, null, "2021-12-31"), Facts(await GetAsync($"/{code}?on=2021-12-31")));
        Assert.Equal((2, 21, "2022-01-01", null), Facts(await GetAsync($"/{code}?on=2022-01-01")));
        Assert.Equal([1, 2], (await GetAsync($"/{code}/versions"))["items"]!.AsArray().Select(item => item!["version"]!.GetValue<int>()));
        var directory = new Contracts.Registry.V1.Directory.DirectoryClient(app.Grpc("registry.read"));
        var before = await directory.GetServiceTypeAsync(new GetServiceTypeRequest { Code = code, Version = 1 });
        Assert.Equal((1, 18, "2021-12-31", "disability"), (before.Version, before.MinimumAge, before.ValidUntil, before.Needs.Single()));
        var now = await directory.GetServiceTypeAsync(new GetServiceTypeRequest { Code = code });
        Assert.Equal((2, 21, "", "loneliness"), (now.Version, now.MinimumAge, now.ValidUntil, now.Needs.Single()));

        // A correction is no new version.
        Assert.Equal(HttpStatusCode.OK, (await RedefineAsync(code, body => body["minimumAge"] = 20)).StatusCode);
        Assert.Equal((2, 20, "2022-01-01", null), Facts(await GetAsync($"/{code}")));

        static (int, int?, string?, string?) Facts(JsonNode type) =>
            (
                type["version"]!.GetValue<int>(),
                type["minimumAge"]?.GetValue<int>(),
                type["validFrom"]?.GetValue<string>(),
                type["validUntil"]?.GetValue<string>()
            );
    }

    [Fact]
    public async Task A_day_before_the_first_version_has_none()
    {
        var code = await GivenAsync(body => body["validFrom"] = "2021-09-01");

        var response = await app.Office().GetAsync($"{Path}/{code}?on=2021-08-31");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("2021-08-31", (await response.JsonAsync())["title"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs", "[\"gold\"]", 422, "needs")]
    [InlineData("conditions", "[\"rich\"]", 422, "conditions")]
    [InlineData("targetGroups", "[\"everybody\"]", 422, "targetGroups")]
    [InlineData("requiredCompetences", "[\"Grosse Kunst\"]", 422, "requiredCompetences")]
    [InlineData("leadAgency", "\"nobody\"", 422, "leadAgency")]
    [InlineData("maximumAge", "17", 422, "maximumAge")]
    [InlineData("maximumAge", "131", 400, "maximumAge")]
    [InlineData("sex", "\"unknown\"", 400, "sex")]
    [InlineData("forms", "[]", 400, "forms")]
    [InlineData("forms", "[\"on-the-moon\"]", 400, "forms[0]")]
    [InlineData("number", "13", 400, "number")]
    [InlineData("needs", "[null]", 400, "needs")]
    [InlineData("standard", """{"points":[{"subject":"magic","text":{"tk":"a","ru":"b","en":"c"}}]}""", 400, "standard.points[0].subject")]
    [InlineData("standard", """{"points":[{"subject":"staff","text":{"tk":"","ru":"b","en":"c"}}]}""", 400, "standard.points[0].text.tk")]
    [InlineData("description", """{"tk":"a","ru":"b"}""", 400, "description.en")]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string field, string value, int status, string named)
    {
        var code = await GivenAsync();
        var before = (await GetAsync($"/{code}")).ToJsonString();

        var redefined = await RedefineAsync(code, body => body[field] = JsonNode.Parse(value));
        var defined = await app.Office().CreateAsync(Path, Body(NewCode(), body => body[field] = JsonNode.Parse(value)));

        Assert.Equal((status, status), ((int)redefined.StatusCode, (int)defined.StatusCode));
        Assert.Equal([named], await redefined.FieldsAsync());
        Assert.Equal([named], await defined.FieldsAsync());
        Assert.Equal(before, (await GetAsync($"/{code}")).ToJsonString());
    }

    [Theory]
    [InlineData("2999-01-01")]
    [InlineData("2021-09-01")]
    [InlineData("2021-08-31")]
    public async Task A_version_begins_after_the_one_before_and_not_in_the_future(string from)
    {
        var code = await GivenAsync(body => body["validFrom"] = "2021-09-01");

        var answer = await RedefineAsync(code, body => body["from"] = from);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["from"], await answer.FieldsAsync());
    }

    [Fact]
    public async Task Codes_and_numbers_are_taken_once()
    {
        var code = await GivenAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await app.Office().CreateAsync(Path, Body(code))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Office().CreateAsync(Path, Body(NewCode(), body => body["number"] = 12))).StatusCode
        );
        Assert.Equal(HttpStatusCode.Conflict, (await RedefineAsync(code, body => body["number"] = 12)).StatusCode);
    }

    [Fact]
    public async Task Of_simultaneous_versions_one_wins_and_blind_writes_are_refused()
    {
        var code = await GivenAsync();
        var tag = (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag!.Tag;
        JsonObject Version(int age) => Body(null, body => (body["minimumAge"], body["from"]) = (age, "2022-01-01"));

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await app.Office().PutAsync($"{Path}/{code}", Version(1), null)).StatusCode);
        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(age => app.Office().PutAsync($"{Path}/{code}", Version(age), tag)));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(4, answers.Count(answer => answer.StatusCode is HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await GetAsync($"/{code}/versions"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_service_type_is_deleted_only_when_no_site_delivers_it()
    {
        var code = await GivenAsync();
        var body = Given.SiteBody("nrcs");
        body["serviceType"] = code;
        var site = (await (await app.Office().CreateAsync(RegistryApp.Sites, body)).JsonAsync())["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.Conflict, (await DeleteAsync(code)).StatusCode);
        var reason = new { reason = "Not delivered." };
        await PlaceCalls.PostAsync(
            app.Office(),
            $"{RegistryApp.Sites}/{site}/delete",
            reason,
            (await app.Office().GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag
        );

        Assert.Equal(
            HttpStatusCode.PreconditionRequired,
            (await PlaceCalls.PostAsync(app.Office(), $"{Path}/{code}/delete", reason, null)).StatusCode
        );
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(code)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Office().GetAsync($"{Path}/{code}")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Office().CreateAsync(Path, Body(code))).StatusCode);
        var changes = await Eventually.GetAsync(
            async () => await ChangesTests.OfAsync(app, $"service-type/{code}"),
            found => found.Count == 2
        );
        Assert.All(changes, change => Assert.True(change["deleted"]!.GetValue<bool>()));
        var history = (await (await app.Office().GetAsync($"{Path}/{code}/history")).JsonAsync())["items"]!.AsArray();
        Assert.Equal(["created", "deleted"], history.Select(entry => entry!["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Services_for_women_say_so_and_standards_say_where_they_come_from()
    {
        var types = (await GetAsync("?limit=200"))["items"]!.AsArray().Where(type => type!["number"] is not null).ToList();

        Assert.Equal(
            [5, 6],
            types.Where(type => type!["sex"]?.GetValue<string>() == "female").Select(type => type!["number"]!.GetValue<int>()).Order()
        );
        Assert.All(types, type => Assert.Equal("434-VI", type!["standard"]!["source"]!["number"]!.GetValue<string>()));
        Assert.Contains(
            "official-disability-status",
            types.Single(type => type!["number"]!.GetValue<int>() == 10)!["conditions"]!.AsArray().Select(code => code!.GetValue<string>())
        );
    }

    [Theory]
    [InlineData("needs", "old-age", "Garrylyk", "law")]
    [InlineData("conditions", "court-referral", "Kazyýetiň ýa-da hukuk goraýjy edaranyň ibermesi", "programme")]
    [InlineData("target-groups", "older-people", "Gartaşan adamlar", "programme")]
    public async Task The_vocabularies_hold_every_word_that_service_types_use(string list, string code, string label, string source)
    {
        var client = app.Client("registry.read");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("tk");
        var terms = (await (await client.GetAsync($"/api/v1/registry/{list}")).JsonAsync())["items"]!.AsArray();
        var term = terms.Single(item => item!["code"]!.GetValue<string>() == code)!;
        Assert.Equal((label, source), (term["label"]!.GetValue<string>(), term["source"]!.GetValue<string>()));

        var codes = terms.Select(item => item!["code"]!.GetValue<string>()).ToHashSet();
        var field = list is "target-groups" ? "targetGroups" : list;
        Assert.All(
            (await GetAsync("?limit=200"))["items"]!.AsArray(),
            type => Assert.Subset(codes, type![field]!.AsArray().Select(item => item!.GetValue<string>()).ToHashSet())
        );
    }

    private static string NewCode() => $"type-{Interlocked.Increment(ref last)}";

    internal static JsonObject Body(string? code, Action<JsonObject>? change = null)
    {
        var body = JsonNode
            .Parse(
                """
                {"name":{"tk":"a","ru":"b","en":"c"},"leadAgency":"undp","forms":["at-home"],"minimumAge":18,"needs":["disability"],
                 "conditions":["official-disability-status"],"targetGroups":["people-with-disabilities"],
                 "description":{"tk":"a\nb","ru":"b","en":"c"},"standard":{"points":[{"subject":"staff","text":{"tk":"a","ru":"b","en":"One for five."}}]}}
                """
            )!
            .AsObject();
        if (code is not null)
        {
            body["code"] = code;
        }

        change?.Invoke(body);
        return body;
    }

    private async Task<string> GivenAsync(Action<JsonObject>? change = null)
    {
        var code = NewCode();
        var answer = await app.Office().CreateAsync(Path, Body(code, change));
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return code;
    }

    private async Task<HttpResponseMessage> RedefineAsync(string code, Action<JsonObject> change) =>
        await app.Office()
            .PutAsync($"{Path}/{code}", Body(null, change), (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag!.Tag);

    private async Task<HttpResponseMessage> DeleteAsync(string code) =>
        await PlaceCalls.PostAsync(
            app.Office(),
            $"{Path}/{code}/delete",
            new { reason = "Not needed." },
            (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag!.Tag
        );

    private async Task<JsonNode> GetAsync(string path)
    {
        var response = await app.Client("registry.read").GetAsync(Path + path);
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }
}
