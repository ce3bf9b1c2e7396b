using System.Net;
using System.Net.Http.Headers;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Access;

public sealed class TokenTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_token_that_is_expired_or_was_made_for_or_by_somebody_else_is_refused()
    {
        await using var stranger = await TestIssuer.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.Issuer.Token("registry.read")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Issuer.Token("registry.read", lifetime: TimeSpan.FromMinutes(-5))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Issuer.Token("registry.read", audience: "another-system")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger.Token("registry.read")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Issuer.Token("registry.read")[..^4] + "AAAA"));

        async Task<HttpStatusCode> StatusAsync(string token)
        {
            var client = app.Client(null);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return (await client.GetAsync("/api/v1/registry/places")).StatusCode;
        }
    }
}
