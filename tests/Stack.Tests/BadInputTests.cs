using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class BadInputTests(RunningSystem system)
{
    private const string ServiceUsers = "/api/v1/referrals/service-users";
    private const string Sites = "/api/v1/registry/sites";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"person\": {\"givenName\": \"A\", ", "person")]
    [InlineData("{\"person\": {\"givenName\": 5, \"familyName\": \"B\", \"sex\": \"female\", \"place\": \"TM-S\"}}", "person.givenName")]
    [InlineData("{\"person\": {\"givenName\": \"A\", \"familyName\": \"B\", \"sex\": \"woman\", \"place\": \"TM-S\"}}", "person.sex")]
    [InlineData(
        "{\"person\": {\"givenName\": \"A\", \"familyName\": \"B\", \"sex\": \"female\", \"place\": \"TM-S\", \"nickname\": \"C\"}}",
        "person.nickname"
    )]
    public async Task What_is_not_the_JSON_asked_for_is_refused_with_the_field(string json, string field)
    {
        using var ministry = await system.WorkerAsync("cases");
        using var request = new HttpRequestMessage(HttpMethod.Post, ServiceUsers);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");

        await AssertProblemAsync(await ministry.SendAsync(request, CancellationToken), HttpStatusCode.BadRequest, field);
    }

    [Fact]
    public async Task Every_value_out_of_bounds_is_named()
    {
        using var ministry = await system.WorkerAsync("cases");

        var refused = await ministry.CreateAsync(
            ServiceUsers,
            new
            {
                person = new
                {
                    givenName = new string('x', 101),
                    familyName = "",
                    sex = "female",
                    place = "Ashgabat",
                },
            }
        );

        await AssertProblemAsync(refused, HttpStatusCode.BadRequest, "person.familyName", "person.givenName", "person.place");
    }

    [Fact]
    public async Task A_negative_number_of_places_opens_no_site()
    {
        using var programme = await system.ClientAsync("programme");
        var text = new
        {
            tk = "x",
            ru = "x",
            en = "x",
        };

        var refused = await programme.CreateAsync(
            Sites,
            new
            {
                organization = "yenme",
                serviceType = "families-in-difficulty",
                place = "TM-S",
                name = text,
                capacity = -1,
                status = "active",
                code = "negative",
            }
        );

        await AssertProblemAsync(refused, HttpStatusCode.BadRequest, "capacity");
        Assert.Empty(
            (await (await programme.GetAsync($"{Sites}?code=negative&status=any", CancellationToken)).JsonAsync())["items"]!.AsArray()
        );
    }

    [Fact]
    public async Task A_code_that_means_nothing_is_refused_with_the_field()
    {
        using var programme = await system.ClientAsync("programme");
        var text = new
        {
            tk = "x",
            ru = "x",
            en = "x",
        };

        var refused = await programme.CreateAsync(
            Sites,
            new
            {
                organization = "yenme",
                serviceType = "legal-support",
                place = "TM-X",
                name = text,
                capacity = 1,
                status = "active",
            }
        );

        await AssertProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "place", "serviceType");
    }

    [Theory]
    [InlineData("programme", "/api/v1/registry/sites/")]
    [InlineData("programme", "/api/v1/training/courses/")]
    [InlineData("cases", "/api/v1/referrals/referrals/")]
    [InlineData("cases", "/api/v1/referrals/service-users/")]
    [InlineData("programme", "/api/v1/reporting/indicators/")]
    public async Task An_unknown_id_is_not_found(string client, string path)
    {
        using var agency = await system.WorkerAsync(client);

        await AssertProblemAsync(await agency.GetAsync(path + Guid.CreateVersion7(), CancellationToken), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_move_that_is_not_possible_is_a_conflict()
    {
        await system.StoryAsync();
        using var ministry = await system.WorkerAsync("cases");
        var completed = await (
            await ministry.GetAsync("/api/v1/referrals/referrals?status=completed&limit=1", CancellationToken)
        ).JsonAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/referrals/referrals/{completed["items"]![0]!["id"]}/request");
        request.Headers.Add("If-Match", "*");
        var again = await ministry.SendAsync(request, CancellationToken);

        await AssertProblemAsync(again, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_path_that_no_service_has_is_not_found()
    {
        using var programme = await system.ClientAsync("programme");

        await AssertProblemAsync(await programme.GetAsync("/api/v1/nothing", CancellationToken), HttpStatusCode.NotFound);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, params IReadOnlyList<string> fields)
    {
        var text = await response.Content.ReadAsStringAsync(CancellationToken);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.NotNull((string?)problem["type"]);
        Assert.Equal(fields, (problem["errors"]?.AsObject() ?? []).Select(error => error.Key).Order(StringComparer.Ordinal));
    }
}
