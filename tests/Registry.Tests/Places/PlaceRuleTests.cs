using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Places;

public sealed class PlaceRuleTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly PlaceCalls places = new(app);

    [Theory]
    [InlineData("TM-XX", null, "etrap", "parent")]
    [InlineData(null, null, "etrap", "parent")]
    [InlineData("TM", null, "country", "parent")]
    [InlineData("TM-L", "2999-01-01", "etrap", "validFrom")]
    [InlineData("TM-L", "0001-01-01", "etrap", "validFrom")]
    [InlineData("TM-L", "1980-01-01", "etrap", null)]
    [InlineData("TM-L", null, "velayat", "parent")]
    [InlineData("TM-L-01", null, "etrap", "parent")]
    [InlineData("TM", null, "etrap", "parent")]
    [InlineData(null, null, "country", "kind")]
    [InlineData("TM", "1980-01-01", "velayat", "parent")] // the country begins in 1991
    [InlineData("TM-L-05", "2020-01-01", "city", "parent")] // the etrap was gone for three years
    [InlineData("TM-L-05", "2025-09-19", "city", null)]
    public async Task A_new_place_must_fit_among_the_others(string? parent, string? validFrom, string kind, string? field)
    {
        var code = PlaceCalls.NewCode();

        var answer = await places.DefineAsync(code, parent, validFrom, kind);

        if (field is null)
        {
            Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            return;
        }

        await AssertInvalidAsync(answer, field);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Office().GetAsync($"{PlaceCalls.Path}/{code}")).StatusCode);
    }

    [Theory]
    [InlineData("code", "tm-x")]
    [InlineData("code", "TM-X-ÄÖ")]
    [InlineData("kind", "planet")]
    [InlineData("latitude", 91)]
    [InlineData("validFrom", "2020-02-30")]
    [InlineData("surname", "x")]
    public async Task Malformed_places_are_refused(string field, object value)
    {
        var body = new Dictionary<string, object?>
        {
            ["code"] = PlaceCalls.NewCode(),
            ["kind"] = "etrap",
            ["name"] = Given.Name(),
            ["parent"] = "TM-L",
            ["latitude"] = 38.0,
            ["longitude"] = 60.0,
        };
        body[field] = value;

        var answer = await app.Office().CreateAsync(PlaceCalls.Path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([field], await answer.FieldsAsync());
    }

    [Fact]
    public async Task Codes_are_taken_once_and_a_centre_has_both_numbers()
    {
        var code = await places.GivenAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await places.DefineAsync(code, "TM-L")).StatusCode);
        await AssertInvalidAsync(
            await app.Office()
                .CreateAsync(
                    PlaceCalls.Path,
                    new
                    {
                        code = PlaceCalls.NewCode(),
                        kind = "etrap",
                        name = Given.Name(),
                        parent = "TM-L",
                        latitude = 38.5,
                    }
                ),
            "longitude"
        );
    }

    [Fact]
    public async Task Versions_follow_each_other_and_end_what_was_before()
    {
        var code = await places.GivenAsync(validFrom: "2019-01-01");
        var versions = async () =>
            (await places.GetAsync($"/{code}/versions"))["items"]!
                .AsArray()
                .Select(item => $"{item!["validFrom"]}..{item["validUntil"]}")
                .ToArray();

        await AssertInvalidAsync(await places.RedefineAsync(code, "TM-L", from: "2019-01-01"), "from");
        await AssertInvalidAsync(await places.RedefineAsync(code, "TM-L", from: "2999-01-01"), "from");
        await AssertInvalidAsync(await places.RedefineAsync(code, "TM-L", from: "2020-01-01", validFrom: "2020-01-01"), "from");
        Assert.Equal(["2019-01-01.."], await versions());

        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(code, "TM-M", from: "2020-01-01")).StatusCode);
        Assert.Equal(["2019-01-01..2019-12-31", "2020-01-01.."], await versions());
        await AssertInvalidAsync(await places.RedefineAsync(code, "TM-M", validFrom: "2019-06-01"), "validFrom"); // overlaps the first
        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(code, "TM-M", validFrom: "2020-02-01")).StatusCode);
        Assert.Equal(["2019-01-01..2019-12-31", "2020-02-01.."], await versions());
    }

    [Fact]
    public async Task A_place_with_parts_is_not_abolished_and_its_parts_not_orphaned()
    {
        var (whole, heir) = (await places.GivenAsync(validFrom: "2018-01-01"), await places.GivenAsync());
        var part = await places.GivenAsync(whole, "2018-01-01", "city");

        await AssertInvalidAsync(await places.AbolishAsync(whole, "2021-01-01", "merged", heir), "on");
        await AssertInvalidAsync(await places.RedefineAsync(whole, "TM-L", validFrom: "2019-01-01"), "validFrom");
        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(part, heir, from: "2021-01-01", kind: "city")).StatusCode);
        await AssertInvalidAsync(await places.AbolishAsync(whole, "2020-12-31", "merged", heir), "on");
        Assert.Equal(HttpStatusCode.OK, (await places.AbolishAsync(whole, "2021-01-01", "merged", heir)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await places.AbolishAsync(whole, "2022-01-01", "merged", heir)).StatusCode);
    }

    [Fact]
    public async Task The_end_of_a_place_must_make_sense()
    {
        var (code, heir, late) = (
            await places.GivenAsync(validFrom: "2018-01-01"),
            await places.GivenAsync(),
            await places.GivenAsync(validFrom: "2022-01-01")
        );

        await AssertInvalidAsync(await places.AbolishAsync(code, "2021-01-01", "merged", code), "successors");
        await AssertInvalidAsync(await places.AbolishAsync(code, "2021-01-01", "merged", "TM-XX"), "successors");
        await AssertInvalidAsync(await places.AbolishAsync(code, "2021-01-01", "merged", late), "successors");
        await AssertInvalidAsync(await places.AbolishAsync(code, "2021-01-01", "split", heir), "successors");
        await AssertInvalidAsync(await places.AbolishAsync(code, "2021-01-01", "renamed", heir, "TM-L-01"), "successors");
        await AssertInvalidAsync(await places.AbolishAsync(code, "2018-01-01", "merged", heir), "on");
        await AssertInvalidAsync(await places.AbolishAsync(code, "0001-01-01", "merged", heir), "on");
        await AssertInvalidAsync(await places.AbolishAsync(code, "2050-01-01", "merged", heir), "on");
        Assert.Equal(HttpStatusCode.BadRequest, (await places.AbolishAsync(code, "2021-01-01", "merged")).StatusCode);
        Assert.Equal(1, Number(await places.GetAsync($"/{code}")));

        Assert.Equal(HttpStatusCode.OK, (await places.AbolishAsync(code, "2021-01-01", "merged", heir)).StatusCode);
        await AssertInvalidAsync(await places.AbolishAsync(heir, "2020-06-01", "renamed", "TM-L-01"), "on"); // it succeeded the other later
        await AssertInvalidAsync(await places.AbolishAsync(heir, "2021-06-01", "renamed", code), "successors"); // no circle
        await AssertInvalidAsync(await places.RedefineAsync(code, "TM-L", from: "2020-12-31"), "from");
        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(code, "TM-L", from: "2023-01-01")).StatusCode);
        Assert.Equal(2, Number(await places.GetAsync($"/{code}")));

        static int Number(System.Text.Json.Nodes.JsonNode place) => place["version"]!.GetValue<int>();
    }

    [Fact]
    public async Task Of_two_simultaneous_changes_that_make_a_circle_one_is_refused()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await places.GivenAsync(kind: "city"), await places.GivenAsync());

            var answers = await Task.WhenAll(
                places.RedefineAsync(one, other, from: "2020-01-01", kind: "city"),
                places.RedefineAsync(other, one, from: "2021-01-01")
            );

            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
            await AssertInvalidAsync(answers.Single(answer => answer.StatusCode is not HttpStatusCode.OK), "parent");
        }
    }

    [Fact]
    public async Task Blind_and_stale_writes_are_refused()
    {
        var code = await places.GivenAsync();
        var (tag, office) = (await places.TagAsync(code), app.Office());
        var body = new
        {
            kind = "etrap",
            name = Given.Name("Other"),
            parent = "TM-L",
        };
        var end = new
        {
            on = "2021-01-01",
            kind = "merged",
            successors = new[] { "TM-L-01" },
        };

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await office.PutAsync($"{PlaceCalls.Path}/{code}", body, null)).StatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionRequired,
            (await PlaceCalls.PostAsync(office, $"{PlaceCalls.Path}/{code}/abolish", end, null)).StatusCode
        );
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(i =>
                    office.PutAsync(
                        $"{PlaceCalls.Path}/{code}",
                        new
                        {
                            kind = "etrap",
                            name = Given.Name($"Name {i}"),
                            parent = "TM-L",
                        },
                        tag
                    )
                )
        );
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(4, answers.Count(answer => answer.StatusCode is HttpStatusCode.PreconditionFailed));
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await PlaceCalls.PostAsync(office, $"{PlaceCalls.Path}/{code}/abolish", end, tag)).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await office.PutAsync($"{PlaceCalls.Path}/TM-XX", body, tag)).StatusCode);
    }

    [Fact]
    public async Task The_database_itself_keeps_versions_apart()
    {
        var code = await places.GivenAsync();
        await using var db = app.OpenDatabase();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            db.Database.ExecuteSqlAsync(
                $"insert into place_versions select code, 7, parent_code, kind, pcode, latitude, longitude, '2020-01-01', null, note, name_tk, name_ru, name_en from places where code = {code}",
                TestContext.Current.CancellationToken
            )
        );
    }

    private static async Task AssertInvalidAsync(HttpResponseMessage answer, string field)
    {
        Assert.True(
            answer.StatusCode is HttpStatusCode.UnprocessableEntity,
            $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
        );
        Assert.Equal([field], await answer.FieldsAsync());
    }
}
