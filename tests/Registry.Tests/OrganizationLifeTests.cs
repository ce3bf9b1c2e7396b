using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class OrganizationLifeTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static int last;

    [Fact]
    public async Task Roles_have_their_time()
    {
        var code = await GivenAsync(
            new
            {
                rolePeriods = new object[] { new { role = "donor", until = "2021-12-31" }, new { role = "provider", from = "2021-06-01" } },
            }
        );

        Assert.Equal(["provider"], await RolesAsync(await GetAsync(code)));
        Assert.Contains(code, await CodesAsync("role=donor&on=2021-12-31"));
        Assert.DoesNotContain(code, await CodesAsync("role=donor&on=2022-01-01"));
        Assert.DoesNotContain(code, await CodesAsync("role=donor"));
        Assert.DoesNotContain(code, await CodesAsync("role=provider&on=2021-05-31"));
        Assert.Contains(code, await CodesAsync("role=provider"));

        // The short form: from today. What is left out ended yesterday.
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(app.Office(), code, body => body["roles"] = new JsonArray("trainer"))).StatusCode);
        var after = await GetAsync(code);
        Assert.Equal(["trainer"], await RolesAsync(after));
        Assert.Equal(3, after["rolePeriods"]!.AsArray().Count);
        var today = ServiceDefaults.Calendar.Ashgabat.Today(app.Clock);
        Assert.Equal(today.AddDays(-1).ToString("yyyy-MM-dd", null), after["rolePeriods"]![1]!["until"]!.GetValue<string>());
        Assert.Equal(today.ToString("yyyy-MM-dd", null), after["rolePeriods"]![2]!["from"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(app.Office(), code, body => body["website"] = "https://example.org")).StatusCode); // says nothing of roles
        Assert.Equal(["trainer"], await RolesAsync(await GetAsync(code)));

        static Task<IEnumerable<string>> RolesAsync(JsonNode organization) =>
            Task.FromResult(organization["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
    }

    [Fact]
    public async Task What_the_previous_version_writes_becomes_periods()
    {
        var code = NewCode();
        await using var db = app.OpenDatabase();
        await db.Database.ExecuteSqlAsync(
            $"insert into organizations (code, kind, roles, inferred, name_tk, name_ru, name_en) values ({code}, 'donor', array['donor', 'trainer'], false, 'a', 'b', 'c')",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            ["donor", "trainer"],
            (await GetAsync(code))["rolePeriods"]!.AsArray().Select(period => period!["role"]!.GetValue<string>())
        );

        await db.Database.ExecuteSqlAsync(
            $"update organizations set roles = array['trainer', 'provider'] where code = {code}",
            TestContext.Current.CancellationToken
        );

        var organization = await GetAsync(code);
        Assert.Equal(["trainer", "provider"], organization["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Equal([true, false, false], organization["rolePeriods"]!.AsArray().Select(period => period!["until"] is not null));
    }

    [Fact]
    public async Task An_organization_edits_its_contacts_but_not_what_it_is_part_of()
    {
        var code = await GivenAsync(new { parent = "mlspp" });
        var contacts = new JsonArray(
            new JsonObject
            {
                ["function"] = new JsonObject
                {
                    ["tk"] = "Kabulhana",
                    ["ru"] = "Приёмная",
                    ["en"] = "Reception",
                },
                ["phone"] = "+99312123456",
            }
        );

        Assert.Equal(HttpStatusCode.Forbidden, (await EditAsync(app.Provider("nrcs"), code, _ => { })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await EditAsync(app.Provider(code), code, body => body.Remove("parent"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await EditAsync(app.Provider(code), code, body => body["rolePeriods"] = JsonNode.Parse("""[{"role":"fund"}]"""))).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(app.Provider(code), code, body => body["contacts"] = contacts)).StatusCode);

        var edited = await GetAsync(code);
        Assert.Equal("+99312123456", edited["contacts"]![0]!["phone"]!.GetValue<string>());
        Assert.Equal("mlspp", edited["parent"]!.GetValue<string>());
        Assert.Contains(code, await CodesAsync("parent=mlspp"));
        var history = (await (await app.Provider(code).GetAsync($"{RegistryApp.Organizations}/{code}/history")).JsonAsync())[
            "items"
        ]!.AsArray();
        Assert.Equal(["contacts"], history[^1]!["changes"]!.AsObject().Select(change => change.Key));
    }

    [Theory]
    [InlineData("parent", "\"nobody\"", 422, "parent")]
    [InlineData("contacts", """[{"function":{"tk":"a","ru":"b","en":"c"}}]""", 422, "contacts[0]")]
    [InlineData("contacts", """[{"function":{"tk":"a","ru":"b","en":"c"},"phone":"12-34-56"}]""", 400, "contacts[0].phone")]
    [InlineData("contacts", """[{"function":{"tk":"a","ru":"b","en":"c"},"email":"nobody"}]""", 400, "contacts[0].email")]
    [InlineData("contacts", "[null]", 400, "contacts")]
    [InlineData("addresses", """[{"place":"TM-XX","street":"x","kind":"physical"}]""", 422, "addresses[0].place")]
    [InlineData("addresses", """[{"place":"TM-S","street":"x","kind":"physical","latitude":37.9}]""", 422, "addresses[0].longitude")]
    [InlineData("addresses", """[{"place":"TM-S","street":"x","kind":"physical","postalCode":"74"}]""", 400, "addresses[0].postalCode")]
    [InlineData("rolePeriods", """[{"role":"donor","from":"2021-01-02","until":"2021-01-01"}]""", 422, "rolePeriods[0].until")]
    [InlineData(
        "rolePeriods",
        """[{"role":"donor","from":"2021-01-01"},{"role":"donor","until":"2021-01-01"}]""",
        422,
        "rolePeriods[1].from"
    )]
    [InlineData("rolePeriods", """[{"role":"king"}]""", 400, "rolePeriods[0].role")]
    [InlineData("legalForm", "\"a\\u202eb\"", 400, "legalForm")]
    [InlineData("name", """{"tk":"","ru":"b","en":"c"}""", 400, "name.tk")]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string field, string value, int status, string named)
    {
        var code = await GivenAsync(new { });
        var before = (await GetAsync(code)).ToJsonString();

        var edited = await EditAsync(app.Office(), code, body => body[field] = JsonNode.Parse(value));
        var created = await app.Office()
            .CreateAsync(RegistryApp.Organizations, Body(NewCode(), JsonNode.Parse($$"""{"{{field}}":{{value}}}""")!));

        Assert.Equal((status, status), ((int)edited.StatusCode, (int)created.StatusCode));
        Assert.Equal([named], await edited.FieldsAsync());
        Assert.Equal([named], await created.FieldsAsync());
        Assert.Equal(before, (await GetAsync(code)).ToJsonString());
    }

    [Fact]
    public async Task An_organization_is_never_part_of_itself()
    {
        var (one, two, three) = (await GivenAsync(new { }), await GivenAsync(new { }), await GivenAsync(new { }));
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(app.Office(), two, body => body["parent"] = one)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(app.Office(), three, body => body["parent"] = two)).StatusCode);

        foreach (var below in new[] { one, two, three })
        {
            Assert.Equal(["parent"], await (await EditAsync(app.Office(), one, body => body["parent"] = below)).FieldsAsync());
        }

        for (var round = 0; round < 5; round++)
        {
            var (left, right) = (await GivenAsync(new { }), await GivenAsync(new { }));
            var answers = await Task.WhenAll(
                EditAsync(app.Office(), left, body => body["parent"] = right),
                EditAsync(app.Office(), right, body => body["parent"] = left)
            );
            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task An_organization_in_use_is_not_deleted_and_one_that_is_deleted_is_gone()
    {
        var code = await GivenAsync(new { });
        var part = await GivenAsync(new { parent = code });
        var reason = new { reason = "Entered twice." };
        Assert.Equal(HttpStatusCode.Conflict, (await DeleteAsync(app.Office(), code, reason)).StatusCode); // a part
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(app.Office(), part, body => body.Remove("parent"))).StatusCode);
        var site = await app.SiteAsync(organization: code);
        Assert.Equal(HttpStatusCode.Conflict, (await DeleteAsync(app.Office(), code, reason)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await DeleteAsync(app.Office(), "unodc", reason)).StatusCode); // leads service types
        var tag = (await app.Office().GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;
        await Places.PlaceCalls.PostAsync(app.Office(), $"{RegistryApp.Sites}/{site}/delete", reason, tag);

        Assert.Equal(HttpStatusCode.Forbidden, (await DeleteAsync(app.Provider(code), code, reason)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await DeleteAsync(app.Office(), code, new { reason = "" })).StatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionRequired,
            (await Places.PlaceCalls.PostAsync(app.Office(), $"{RegistryApp.Organizations}/{code}/delete", reason, null)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await Places.PlaceCalls.PostAsync(app.Office(), $"{RegistryApp.Organizations}/{code}/delete", reason, "\"1\"")).StatusCode
        );
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(app.Office(), code, reason)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Office().GetAsync($"{RegistryApp.Organizations}/{code}")).StatusCode);
        Assert.DoesNotContain(code, await CodesAsync("kind=ngo-provider"));
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Office().CreateAsync(RegistryApp.Organizations, Body(code, new JsonObject()))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await app.Office().CreateAsync(RegistryApp.Sites, Given.SiteBody(code))).StatusCode
        );
        var history = (await (await app.Office().GetAsync($"{RegistryApp.Organizations}/{code}/history")).JsonAsync())["items"]!.AsArray();
        Assert.Equal(("deleted", "Entered twice."), (history[^1]!["kind"]!.GetValue<string>(), history[^1]!["reason"]!.GetValue<string>()));
        var changes = await Eventually.GetAsync(
            async () => await ChangesTests.OfAsync(app, $"organization/{code}"),
            found => found.Any(change => change["type"]!.GetValue<string>() == "registry.organization-deleted.v1")
        );
        Assert.All(changes, change => Assert.True(change["deleted"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Of_a_deletion_and_a_new_site_or_worker_at_once_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var code = await GivenAsync(new { });

            var (opening, deleting) = (
                round % 2 == 0
                    ? app.Office().CreateAsync(RegistryApp.Sites, Given.SiteBody(code))
                    : app.Office().CreateAsync(RegistryApp.Workers, Given.WorkerBody(code)),
                DeleteAsync(app.Office(), code, new { reason = "Entered twice." })
            );

            Assert.NotEqual((await opening).IsSuccessStatusCode, (await deleting).IsSuccessStatusCode);
        }
    }

    private static string NewCode() => $"life-{Interlocked.Increment(ref last)}";

    private static JsonObject Body(string code, JsonNode more)
    {
        var body = new JsonObject
        {
            ["code"] = code,
            ["kind"] = "ngo-provider",
            ["name"] = new JsonObject
            {
                ["tk"] = code,
                ["ru"] = code,
                ["en"] = code,
            },
        };
        foreach (var (field, value) in more.AsObject())
        {
            body[field] = value?.DeepClone();
        }

        return body;
    }

    private async Task<string> GivenAsync(object more)
    {
        var code = NewCode();
        var answer = await app.Office()
            .CreateAsync(RegistryApp.Organizations, Body(code, System.Text.Json.JsonSerializer.SerializeToNode(more)!));
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return code;
    }

    private async Task<JsonNode> GetAsync(string code) =>
        await (await app.Office().GetAsync($"{RegistryApp.Organizations}/{code}")).JsonAsync();

    [Fact]
    public async Task An_office_stays_where_it_is_when_its_place_is_abolished_and_the_rest_can_be_edited()
    {
        var places = new Places.PlaceCalls(app);
        var (gone, heir) = (await places.GivenAsync(), await places.GivenAsync());
        var code = await GivenAsync(
            new
            {
                addresses = new[]
                {
                    new
                    {
                        kind = "physical",
                        place = gone,
                        street = "1",
                    },
                },
            }
        );
        Assert.Equal(HttpStatusCode.OK, (await places.AbolishAsync(gone, "2022-11-09", "merged", heir)).StatusCode);

        var edited = await EditAsync(app.Office(), code, body => body["website"] = "https://example.org");

        Assert.True(edited.StatusCode is HttpStatusCode.OK, await edited.Content.ReadAsStringAsync());
        var moved = await EditAsync(
            app.Office(),
            await GivenAsync(new { }),
            body =>
                body["addresses"] = new JsonArray(
                    new JsonObject
                    {
                        ["kind"] = "physical",
                        ["place"] = gone,
                        ["street"] = "1",
                    }
                )
        );
        Assert.Equal(["addresses[0].place"], await moved.FieldsAsync());
    }

    [Fact]
    public async Task An_office_outside_the_country_is_taken_with_a_warning()
    {
        var code = await GivenAsync(new { });

        var edited = await EditAsync(
            app.Office(),
            code,
            body =>
                body["addresses"] = new JsonArray(
                    new JsonObject
                    {
                        ["kind"] = "physical",
                        ["place"] = "TM-S",
                        ["street"] = "1",
                        ["latitude"] = 37.95,
                        ["longitude"] = 58.38,
                    },
                    new JsonObject
                    {
                        ["kind"] = "physical",
                        ["place"] = "TM-S",
                        ["street"] = "2",
                        ["latitude"] = 58.38,
                        ["longitude"] = 37.95,
                    }
                )
        );

        Assert.Equal(
            ["addresses[1].latitude", "addresses[1].longitude"],
            (await edited.JsonAsync())["warnings"]!.AsArray().Select(warning => warning!["field"]!.GetValue<string>())
        );
        Assert.Null((await GetAsync(code))["warnings"]);
    }

    private static async Task<HttpResponseMessage> EditAsync(HttpClient client, string code, Action<JsonObject> change)
    {
        var read = await client.GetAsync($"{RegistryApp.Organizations}/{code}");
        var body = (await read.JsonAsync()).AsObject();
        foreach (var field in new[] { "code", "label", "roles", "rolePeriods", "inferred", "note" })
        {
            body.Remove(field);
        }

        change(body);
        return await client.PutAsync($"{RegistryApp.Organizations}/{code}", body, read.Headers.ETag!.Tag);
    }

    private static async Task<HttpResponseMessage> DeleteAsync(HttpClient client, string code, object reason) =>
        await Places.PlaceCalls.PostAsync(
            client,
            $"{RegistryApp.Organizations}/{code}/delete",
            reason,
            (await client.GetAsync($"{RegistryApp.Organizations}/{code}")).Headers.ETag!.Tag
        );

    private async Task<IReadOnlyList<string>> CodesAsync(string query) =>
        [
            .. (await (await app.Office().GetAsync($"{RegistryApp.Organizations}?limit=200&{query}")).JsonAsync())["items"]!
                .AsArray()
                .Select(item => item!["code"]!.GetValue<string>()),
        ];
}
