using System.Net;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>What holds for every answer: who may store it, HEAD, secrets that are told once.</summary>
public sealed class AnswerTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    private readonly SampleApp sample = fixture.Sample;

    [Fact]
    public async Task An_answer_that_needs_a_token_is_not_stored_unless_it_holds_no_personal_data()
    {
        using var client = sample.Client();

        using var list = await client.GetAsync("/notes");
        using var refused = await client.GetAsync("/notes?limit=0");
        using var open = await client.GetAsync("/notes/public");

        Assert.True(list.Headers.CacheControl!.NoStore);
        Assert.True(refused.Headers.CacheControl!.NoStore);
        Assert.Equal("no-cache, private", open.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/notes")]
    [InlineData("/notes/public")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health")]
    public async Task HEAD_is_answered_as_GET_without_a_body(string path)
    {
        using var client = sample.Client();
        using var get = await client.GetAsync(path);

        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_needs_what_GET_needs_and_is_405_where_GET_is()
    {
        using var anonymous = sample.Client(scopes: null);
        using var client = sample.Client();

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await anonymous.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/notes"))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed,
            (await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/notes/secret"))).StatusCode
        );
    }

    [Fact]
    public async Task A_secret_is_told_once_and_the_repeated_answer_is_not_stored_either()
    {
        using var client = sample.Client();
        var key = Guid.NewGuid().ToString();

        using var first = await client.PostAsync("/notes/secret", new { }, key);
        using var repeated = await client.PostAsync("/notes/secret", new { }, key);

        Assert.NotEmpty((string)(await first.JsonAsync())["secret"]!);
        var again = await repeated.JsonAsync();
        Assert.Equal("A title", (string)again["title"]!);
        Assert.Null(again["secret"]);
        Assert.True(repeated.Headers.CacheControl!.NoStore);
        Assert.Equal("true", repeated.Headers.GetValues("Idempotency-Replayed").Single());
    }
}
