using System.Net;
using System.Text;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>Whoever sends what cannot be read is told what can, and never what was sent.</summary>
public sealed class ExpectedValueTests(FormFixture fixture) : IClassFixture<FormFixture>
{
    private const string WholeNumber = "Must be a whole number, -2147483648 to 2147483647.";
    private const string Instant = "Must be a date and time as 2026-11-23T09:30:00+05:00.";

    [Theory]
    [InlineData("\"sex\":\"Gurban\"", "sex", "Must be one of: female, male, not-told.")]
    [InlineData("\"sex\":\"\"", "sex", "Must be one of: female, male, not-told.")]
    [InlineData("\"sex\":5713", "sex", "Must be one of: female, male, not-told.")]
    [InlineData("\"bornOn\":\"Gurban\"", "bornOn", "Must be a date as 2026-11-23.")]
    [InlineData("\"bornOn\":\"5713-02-31\"", "bornOn", "Must be a date as 2026-11-23.")]
    [InlineData("\"bornOn\":5713", "bornOn", "Must be a date as 2026-11-23.")]
    [InlineData("\"from\":\"Gurban\"", "from", "Must be a time of day as 09:30:00.")]
    [InlineData("\"seenAt\":\"Gurban\"", "seenAt", Instant)]
    [InlineData("\"worker\":\"Gurban\"", "worker", "Must be a UUID.")]
    [InlineData("\"consents\":\"Gurban\"", "consents", "Must be true or false.")]
    [InlineData("\"hours\":\"5713\"", "hours", WholeNumber)]
    [InlineData("\"hours\":5713.5", "hours", WholeNumber)]
    [InlineData("\"hours\":57135713571357", "hours", WholeNumber)]
    [InlineData("\"income\":\"Gurban\"", "income", "Must be a number.")]
    [InlineData("\"name\":5713", "name", "Must be a text.")]
    [InlineData("\"languages\":\"Gurban\"", "languages", "Must be a list.")]
    [InlineData("\"languages\":[5713]", "languages[0]", "Must be a text.")]
    [InlineData("\"parts\":[\"Gurban\"]", "parts[0]", "Must be an object.")]
    [InlineData(
        "\"parts\":[{\"title\":\"a\"},{\"title\":\"b\",\"for\":\"Gurban\"}]",
        "parts[1].for",
        "Must be one of: female, male, not-told."
    )]
    [InlineData("\"others\":[5713]", "others", "Must be an object.")]
    [InlineData("\"others\":{\"b\":\"Gurban\"}", "others.b", "Must be one of: female, male, not-told.")]
    [InlineData("\"others\":{\"b.c\":\"Gurban\"}", "['b.c']", "Must be one of: female, male, not-told.")]
    public async Task A_field_is_told_what_it_takes(string field, string name, string expected)
    {
        using var client = fixture.Sample.Client();

        using var response = await client.PostAsync("/forms", new StringContent($"{{{field}}}", Encoding.UTF8, "application/json"));

        await AssertUnreadableAsync(response, name, expected);
    }

    [Theory]
    [InlineData("[]", "Must be an object.")]
    [InlineData("5713", "Must be an object.")]
    [InlineData("", "Is required.")]
    public async Task A_body_of_another_kind_is_told_which(string body, string expected)
    {
        using var client = fixture.Sample.Client();

        using var response = await client.PostAsync("/forms", new StringContent(body, Encoding.UTF8, "application/json"));

        await AssertUnreadableAsync(response, "body", expected);
    }

    [Theory]
    [InlineData("/forms?perPage=Gurban", "perPage", WholeNumber)]
    [InlineData("/forms/top?size=5713.5", "size", WholeNumber)]
    [InlineData("/forms/top", "size", "Is required.")]
    public async Task A_parameter_is_told_what_it_takes(string address, string name, string expected)
    {
        using var client = fixture.Sample.Client();

        using var response = await client.GetAsync(address);

        await AssertUnreadableAsync(response, name, expected);
    }

    [Fact]
    public async Task A_header_that_is_no_entity_tag_is_told_the_form_of_one()
    {
        using var client = fixture.Sample.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/notes/{Guid.NewGuid()}");
        request.Headers.TryAddWithoutValidation("If-Match", "Gurban");

        await AssertUnreadableAsync(await client.SendAsync(request), "If-Match", "Must be an ETag as \"5713\", a list of them, or *.");
    }

    private static async Task AssertUnreadableAsync(HttpResponseMessage response, string field, string expected)
    {
        var problem = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("urn:socialservices:problem:malformed-request", (string?)problem["type"]);
        var (name, reasons) = Assert.Single(problem["errors"]!.AsObject());
        Assert.EndsWith(field, name, StringComparison.Ordinal);
        Assert.Equal(expected, (string?)Assert.Single(reasons!.AsArray()));
        Assert.DoesNotContain("Gurban", problem.ToJsonString(), StringComparison.Ordinal);
    }
}
