using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class ProblemTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    private readonly SampleApp sample = fixture.Sample;

    [Theory]
    [InlineData("""{"title":"a","text":""", "text")]
    [InlineData("not json", "body")]
    [InlineData("", "body")]
    [InlineData("""{"title":7,"text":"t"}""", "title")]
    [InlineData("""{"title":"a","text":"t","kind":"no-such-kind"}""", "kind")]
    [InlineData("""{"title":"a","text":"t","kind":1}""", "kind")]
    [InlineData("""{"title":"a","text":"t","txet":"misspelt"}""", "txet")]
    [InlineData("""{"title":"a","title":"b","text":"t"}""", "title")]
    public async Task A_body_that_cannot_be_read_is_400_and_names_the_field(string body, string field)
    {
        using var response = await PostRawAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([field], await response.FieldsAsync());
        Assert.Equal("urn:socialservices:problem:malformed-request", (string?)(await response.JsonAsync())["type"]);
    }

    [Fact]
    public async Task A_missing_field_is_named()
    {
        using var response = await PostRawAsync("""{"title":"a"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["text"], await response.FieldsAsync());
    }

    [Fact]
    public async Task A_field_that_breaks_a_rule_is_named_as_the_caller_wrote_it()
    {
        using var response = await PostRawAsync("""{"title":"longer than the twenty characters","text":"t"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["title"], await response.FieldsAsync());
        Assert.Equal("urn:socialservices:problem:invalid-fields", (string?)(await response.JsonAsync())["type"]);
    }

    [Fact]
    public async Task A_body_of_another_type_is_415()
    {
        using var client = sample.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notes")
        {
            Content = new StringContent("title=a", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("application/json; charset=nothing")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/problem+json; charset=\"nothing\"")]
    public async Task JSON_in_another_encoding_than_UTF_8_is_415(string type)
    {
        using var client = sample.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notes")
        {
            Content = new StringContent("""{"title":"a","text":"t"}"""),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(["Content-Type"], await response.FieldsAsync());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=%25%25", "after")]
    [InlineData("after=a%00b", "after")]
    [InlineData("after=YQBi", "after")] // "a\0b"
    [InlineData("limit=1&unknown=%00", "unknown")]
    public async Task A_page_that_cannot_be_is_refused_and_names_the_parameter(string query, string field)
    {
        using var client = sample.Client();

        using var response = await client.GetAsync($"/notes?{query}");

        Assert.InRange((int)response.StatusCode, 400, 422);
        Assert.Equal([field], await response.FieldsAsync());
    }

    [Fact]
    public async Task A_malformed_entity_tag_is_refused()
    {
        using var client = sample.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/notes/{Guid.NewGuid()}");
        request.Headers.TryAddWithoutValidation("If-Match", "not a tag");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["If-Match"], await response.FieldsAsync());
    }

    [Fact]
    public async Task A_fault_is_500_and_tells_nothing_but_where_to_ask()
    {
        using var client = sample.Client();

        using var response = await client.GetAsync("/notes/fault");

        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("traceId", body, StringComparison.Ordinal);
        Assert.DoesNotContain("must not leave", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/notes/not-a-uuid", HttpStatusCode.NotFound)]
    public async Task An_unknown_path_is_a_problem_too(string path, HttpStatusCode expected)
    {
        using var client = sample.Client();

        using var response = await client.GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private async Task<HttpResponseMessage> PostRawAsync(string body)
    {
        using var client = sample.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notes")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(request);
    }
}
