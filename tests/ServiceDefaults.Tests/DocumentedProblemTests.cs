using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>Who programmes against the examples of the document meets the same problems in reality.</summary>
public sealed class DocumentedProblemTests(FormFixture forms, LibraryFixture library)
    : IClassFixture<FormFixture>,
        IClassFixture<LibraryFixture>
{
    [Theory]
    [InlineData("""{"name":"abc","sex":"F"}""", "malformed-request", "sex")]
    [InlineData("""{"name":""}""", "invalid-fields", "name")]
    public async Task A_bad_body_is_refused_as_documented(string body, string type, string field)
    {
        using var response = await SendAsync(forms.Sample, HttpMethod.Post, "/forms", body);

        Assert.Equal([field], await response.FieldsAsync());
        await AssertDocumentedAsync(response, forms.Sample, "/forms", 400, type);
    }

    [Fact]
    public async Task A_caller_without_token_is_refused_as_documented()
    {
        using var response = await forms.Sample.Client(scopes: null).GetAsync("/notes");

        await AssertDocumentedAsync(response, forms.Sample, "/notes", 401, "unauthenticated");
    }

    [Fact]
    public async Task A_caller_without_scope_is_refused_as_documented()
    {
        using var response = await forms.Sample.Client("training.read").GetAsync("/notes");

        await AssertDocumentedAsync(response, forms.Sample, "/notes", 403, "forbidden");
    }

    [Fact]
    public async Task A_client_where_a_person_must_act_is_refused_as_documented()
    {
        using var response = await forms.Sample.Client().GetAsync("/notes/sealed");

        await AssertDocumentedAsync(response, forms.Sample, "/notes/sealed", 403, "person-required");
    }

    [Fact]
    public async Task A_missing_key_and_one_of_another_request_are_refused_as_documented()
    {
        using var without = await SendAsync(forms.Sample, HttpMethod.Post, "/notes", """{"title":"no key","text":"t"}""");
        using var first = await SendAsync(
            forms.Sample,
            HttpMethod.Post,
            "/notes",
            """{"title":"one","text":"t"}""",
            ("Idempotency-Key", "k")
        );
        using var other = await SendAsync(
            forms.Sample,
            HttpMethod.Post,
            "/notes",
            """{"title":"two","text":"t"}""",
            ("Idempotency-Key", "k")
        );

        first.EnsureSuccessStatusCode();
        await AssertDocumentedAsync(without, forms.Sample, "/notes", 400, "idempotency-key-required");
        await AssertDocumentedAsync(other, forms.Sample, "/notes", 422, "idempotency-key-reused");
    }

    [Theory]
    [InlineData(null, 428, "precondition-required")]
    [InlineData("\"4711\"", 412, "stale")]
    public async Task A_change_of_another_version_is_refused_as_documented(string? ifMatch, int status, string type)
    {
        using var response = await SendAsync(
            library.Sample,
            HttpMethod.Put,
            "/books/refused",
            """{"author":"Magtymguly"}""",
            ifMatch is null ? null : ("If-Match", ifMatch)
        );

        await AssertDocumentedAsync(response, library.Sample, "/books/{code}", status, type);
    }

    [Fact]
    public async Task The_example_of_a_problem_has_a_real_address()
    {
        var document = await (await forms.Sample.Client(scopes: null).GetAsync("/openapi/v1.json")).JsonAsync();

        var problem = document["paths"]!["/notes/{id}"]!["get"]!["responses"]!["401"]!["content"]!["application/problem+json"]!;

        Assert.Equal("/notes/0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", (string?)problem["example"]!["instance"]);
    }

    [Fact]
    public async Task A_refusal_with_a_title_of_its_own_keeps_it()
    {
        using var response = await forms.Sample.Client().GetAsync("/forms/refused");

        Assert.Equal("Not on Sundays.", (string?)(await response.JsonAsync())["title"]);
    }

    private static async Task AssertDocumentedAsync(HttpResponseMessage response, SampleApp sample, string path, int status, string type)
    {
        Assert.Equal(status, (int)response.StatusCode);
        var real = await response.JsonAsync();
        Assert.Equal($"urn:socialservices:problem:{type}", (string?)real["type"]);
        var document = await (await sample.Client(scopes: null).GetAsync("/openapi/v1.json")).JsonAsync();
        var operation = document["paths"]![path]![response.RequestMessage!.Method.Method.ToLowerInvariant()]!;
        var problem = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)]!["content"]!["application/problem+json"]!;
        var example = problem["example"] ?? problem["examples"]?[type]?["value"];
        Assert.True(example is not null, $"{type} is not documented.");
        Assert.Equal(Words(real), Words(example));
        Assert.Equal(real.AsObject().Select(member => member.Key).Order(), example.AsObject().Select(member => member.Key).Order());

        static (string?, string?, string?) Words(JsonNode problem) =>
            ((string?)problem["type"], (string?)problem["title"], (string?)problem["detail"]);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        SampleApp sample,
        HttpMethod method,
        string path,
        string body,
        (string Name, string Value)? header = null
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (header is { } given)
        {
            request.Headers.TryAddWithoutValidation(given.Name, given.Value);
        }

        using var client = sample.Client();
        return await client.SendAsync(request);
    }
}
