using System.Net;
using System.Text;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class BadInputTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    public static TheoryData<string, object?, HttpStatusCode, string> BadSites { get; } =
        new()
        {
            { "organization", "no-such-organization", HttpStatusCode.UnprocessableEntity, "organization" },
            { "organization", new string('x', 51), HttpStatusCode.BadRequest, "organization" },
            { "organization", null, HttpStatusCode.BadRequest, "organization" },
            { "organization", " ", HttpStatusCode.BadRequest, "organization" },
            { "serviceType", "no-such-type", HttpStatusCode.UnprocessableEntity, "serviceType" },
            { "place", "TM-XX", HttpStatusCode.UnprocessableEntity, "place" },
            { "capacity", -1, HttpStatusCode.BadRequest, "capacity" },
            { "capacity", 100_001, HttpStatusCode.BadRequest, "capacity" },
            { "capacity", "ten", HttpStatusCode.BadRequest, "capacity" },
            { "capacity", 1.5, HttpStatusCode.BadRequest, "capacity" },
            { "status", "open", HttpStatusCode.BadRequest, "status" },
            { "status", 1, HttpStatusCode.BadRequest, "status" },
            { "latitude", 91, HttpStatusCode.BadRequest, "latitude" },
            { "latitude", 37.9, HttpStatusCode.UnprocessableEntity, "longitude" },
            { "address", new string('x', 501), HttpStatusCode.BadRequest, "address" },
            {
                "name",
                new
                {
                    tk = new string('x', 301),
                    ru = "x",
                    en = "x",
                },
                HttpStatusCode.BadRequest,
                "name.tk"
            },
            { "name", new { tk = "x", ru = "x" }, HttpStatusCode.BadRequest, "name.en" },
            { "name", null, HttpStatusCode.BadRequest, "name" },
            { "code", "with space", HttpStatusCode.BadRequest, "code" },
            { "surname", "x", HttpStatusCode.BadRequest, "surname" },
        };

    public static TheoryData<string, object?, HttpStatusCode, string> BadWorkers { get; } =
        new()
        {
            { "organization", "no-such-organization", HttpStatusCode.UnprocessableEntity, "organization" },
            { "place", "TM-XX", HttpStatusCode.UnprocessableEntity, "place" },
            { "birthDate", "2020-02-30", HttpStatusCode.BadRequest, "birthDate" },
            { "birthDate", "2050-01-01", HttpStatusCode.UnprocessableEntity, "birthDate" },
            { "birthDate", "1850-01-01", HttpStatusCode.UnprocessableEntity, "birthDate" },
            { "role", "doctor", HttpStatusCode.BadRequest, "role" },
            { "sex", "f", HttpStatusCode.BadRequest, "sex" },
            { "givenName", "", HttpStatusCode.BadRequest, "givenName" },
            { "familyName", new string('x', 101), HttpStatusCode.BadRequest, "familyName" },
        };

    [Theory]
    [MemberData(nameof(BadSites))]
    public Task A_site_that_makes_no_sense_is_refused_with_the_field_named(
        string field,
        object? value,
        HttpStatusCode status,
        string named
    ) => AssertRefusedAsync(RegistryApp.Sites, Given.SiteBody(), field, value, status, named);

    [Theory]
    [MemberData(nameof(BadWorkers))]
    public Task A_worker_that_makes_no_sense_is_refused_with_the_field_named(
        string field,
        object? value,
        HttpStatusCode status,
        string named
    ) => AssertRefusedAsync(RegistryApp.Workers, Given.WorkerBody(), field, value, status, named);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"capacity":1,"capacity":2}""")]
    public async Task What_is_not_the_JSON_expected_is_refused(string body)
    {
        var before = await Counted.AsyncOf(app);
        var request = new HttpRequestMessage(HttpMethod.Post, RegistryApp.Sites)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var response = await app.Office().SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(before, await Counted.AsyncOf(app));
    }

    [Theory]
    [InlineData("sites?status=open", HttpStatusCode.UnprocessableEntity, "status")]
    [InlineData("sites?limit=201", HttpStatusCode.BadRequest, "limit")]
    [InlineData("sites?limit=0", HttpStatusCode.BadRequest, "limit")]
    [InlineData("sites?limit=many", HttpStatusCode.BadRequest, "limit")]
    [InlineData("sites?after=%21", HttpStatusCode.UnprocessableEntity, "after")]
    [InlineData("sites?after=YWJj", HttpStatusCode.UnprocessableEntity, "after")]
    [InlineData("places?kind=planet", HttpStatusCode.UnprocessableEntity, "kind")]
    [InlineData("places?on=yesterday", HttpStatusCode.BadRequest, "on")]
    [InlineData("organizations?role=king", HttpStatusCode.UnprocessableEntity, "role")]
    [InlineData("workers?role=king", HttpStatusCode.UnprocessableEntity, "role")]
    public async Task A_question_that_makes_no_sense_is_refused_with_the_parameter_named(string query, HttpStatusCode status, string named)
    {
        var response = await app.Office().GetAsync($"/api/v1/registry/{query}");

        Assert.True(response.StatusCode == status, await response.Content.ReadAsStringAsync());
        Assert.Equal([named], await response.FieldsAsync());
    }

    [Theory]
    [InlineData("places/TM-XX")]
    [InlineData("organizations/nobody")]
    [InlineData("service-types/nothing")]
    [InlineData("sites/0192aaaa-0000-7000-8000-000000000000")]
    [InlineData("sites/0192aaaa-0000-7000-8000-000000000000/ledger")]
    [InlineData("workers/0192aaaa-0000-7000-8000-000000000000")]
    [InlineData("sites/not-an-id")]
    [InlineData("elsewhere")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        var response = await app.Office().GetAsync($"/api/v1/registry/{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("urn:socialservices:problem:not-found", (await response.JsonAsync())["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/v1/registry/sites?code=a%00b")]
    [InlineData("/api/v1/registry/organizations/a%00b")]
    public async Task A_NUL_character_in_the_address_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Office().GetAsync(path)).StatusCode);

    [Fact]
    public Task A_NUL_character_in_the_body_is_refused() =>
        AssertRefusedAsync(RegistryApp.Sites, Given.SiteBody(), "address", "a\0b", HttpStatusCode.BadRequest, null);

    private async Task AssertRefusedAsync(
        string path,
        Dictionary<string, object?> body,
        string field,
        object? value,
        HttpStatusCode status,
        string? named
    )
    {
        var before = await Counted.AsyncOf(app);
        body[field] = value;

        var response = await app.Office().CreateAsync(path, body);

        Assert.True(response.StatusCode == status, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        if (named is not null)
        {
            Assert.Equal([named], await response.FieldsAsync());
        }

        Assert.Equal(before, await Counted.AsyncOf(app));
    }
}
