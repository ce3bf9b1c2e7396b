using System.Net;
using System.Net.Http.Headers;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class StolenTokenTests(RunningSystem system)
{
    private const string Organizations = "/api/v1/registry/organizations";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_token_nothing_is_answered() => Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(null));

    [Fact]
    public async Task A_token_that_was_altered_is_refused()
    {
        var token = Token.Parse(await system.TokenAsync("provider-nrcs"));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(token.ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token.With("org", "mlspp").ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token.With("scope", "registry.read programme.manage").ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token.Unsigned()));
    }

    [Fact]
    public async Task A_token_is_refused_after_its_time()
    {
        using var key = await SigningKey.ReadAsync(system, CancellationToken);
        var token = Token.Parse(await system.TokenAsync("programme"));
        var anHourAgo = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();

        Assert.Equal(HttpStatusCode.OK, await AskAsync(token.SignedBy(key)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token.With("iat", anHourAgo - 900).With("exp", anHourAgo).SignedBy(key)));
    }

    [Fact]
    public async Task A_client_without_the_scope_is_told_which_one_is_missing()
    {
        using var ministry = await system.ClientAsync("cases");

        using var refused = await ministry.CreateAsync("/api/v1/registry/sites", new { });

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "lacks the scope registry.write",
            await refused.Content.ReadAsStringAsync(CancellationToken),
            StringComparison.Ordinal
        );
    }

    private async Task<HttpStatusCode> AskAsync(string? token)
    {
        using var client = system.Anonymous();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync(Organizations, CancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        return answer.StatusCode;
    }
}
