using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class TokenEndpointTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly HttpClient http = gateway.App.Anonymous();

    [Fact]
    public async Task A_client_gets_a_token_that_validates_against_the_published_keys()
    {
        using var response = await http.PostAsync("/oauth/token", GatewayApp.Form("office", GatewayApp.SecretOf("office")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var answer = await response.JsonAsync();
        Assert.Equal("Bearer", answer["token_type"]!.GetValue<string>());
        Assert.InRange(answer["expires_in"]!.GetValue<int>(), 890, 900);
        Assert.Equal("registry.read training.read referrals.read gateway.admin audit.read", answer["scope"]!.GetValue<string>());

        var token = new JsonWebToken(answer["access_token"]!.GetValue<string>());
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(
            token.EncodedToken,
            new TokenValidationParameters
            {
                ValidIssuer = GatewayApp.OwnIssuer,
                ValidAudience = "socialservices",
                ValidTypes = ["at+jwt"],
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeys = new JsonWebKeySet(await http.GetStringAsync("/.well-known/jwks.json")).GetSigningKeys(),
            }
        );
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("office", result.Claims["sub"]);
        Assert.Equal("office", result.Claims["client_id"]);
        Assert.Equal("mlspp", result.Claims["org"]);
        Assert.Equal("registry.read training.read referrals.read gateway.admin audit.read", result.Claims["scope"]);
        Assert.NotEmpty(token.Id);
        Assert.Equal(TimeSpan.FromMinutes(15), token.ValidTo - token.IssuedAt);
    }

    [Fact]
    public async Task The_token_of_a_service_names_no_organization()
    {
        var token = new JsonWebToken(await gateway.App.TokenAsync("registry", GatewayApp.SecretOf("registry")));

        Assert.DoesNotContain(token.Claims, claim => claim.Type is "org");
    }

    [Fact]
    public async Task Credentials_may_come_in_the_authorization_header()
    {
        using var response = await http.SendAsync(
            Basic("office", GatewayApp.SecretOf("office"), GatewayApp.Form(null, null, "registry.read"))
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("registry.read", (await response.JsonAsync())["scope"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("reader", "registry.read")]
    [InlineData("office", "registry.read everything")]
    public async Task A_scope_that_was_not_granted_is_refused(string clientId, string scope)
    {
        using var response = await http.PostAsync("/oauth/token", GatewayApp.Form(clientId, GatewayApp.SecretOf(clientId), scope));

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Theory]
    [InlineData("office", "a wrong secret that is long enough to be one")]
    [InlineData("nobody", "office-secret-of-more-than-32-characters")]
    [InlineData("dormant", "office-secret-of-more-than-32-characters")]
    public async Task Who_cannot_prove_who_it_is_gets_no_token(string? clientId, string? secret)
    {
        using var response = await http.PostAsync("/oauth/token", GatewayApp.Form(clientId, secret));

        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("office", null)]
    [InlineData(null, null)]
    [InlineData(null, "office-secret-of-more-than-32-characters")]
    public async Task Who_does_not_say_who_it_is_gets_no_token(string? clientId, string? secret)
    {
        using var response = await http.PostAsync("/oauth/token", GatewayApp.Form(clientId, secret));

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("Basic not-base64!")]
    [InlineData("Basic bm8tY29sb24=")]
    [InlineData("Bearer abc")]
    public async Task An_authorization_header_that_cannot_be_read_is_refused(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = GatewayApp.Form(null, null) };
        request.Headers.TryAddWithoutValidation("Authorization", header);

        using var response = await http.SendAsync(request);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Other_grants_do_not_exist()
    {
        foreach (var grant in new[] { "password", "refresh_token", "authorization_code", "nothing" })
        {
            using var other = await http.PostAsync(
                "/oauth/token",
                GatewayApp.Form("office", GatewayApp.SecretOf("office"), grantType: grant)
            );
            await AssertErrorAsync(other, HttpStatusCode.BadRequest, "unsupported_grant_type");
        }

        using var none = await http.PostAsync("/oauth/token", GatewayApp.Form("office", GatewayApp.SecretOf("office"), grantType: null));
        await AssertErrorAsync(none, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Credentials_in_two_places_are_refused()
    {
        using var response = await http.SendAsync(
            Basic("office", GatewayApp.SecretOf("office"), GatewayApp.Form("office", GatewayApp.SecretOf("office")))
        );

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_parameter_that_occurs_twice_is_refused()
    {
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"),
            new("scope", "registry.read"),
            new("scope", "gateway.admin"),
        ]);
        using var response = await http.PostAsync("/oauth/token", form);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("scope[0]")]
    [InlineData("scopes")]
    [InlineData("Scope")]
    [InlineData("nothing")]
    public async Task A_parameter_that_is_not_known_is_refused_and_widens_nothing(string name)
    {
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"),
            new("client_id", "office"),
            new("client_secret", GatewayApp.SecretOf("office")),
            new(name, "nope"),
        ]);
        using var response = await http.PostAsync("/oauth/token", form);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("/oauth/token", "utf-7")]
    [InlineData("/oauth/token", "no-such-charset")]
    [InlineData("/oauth/token", "\"")]
    [InlineData("/oauth/introspect", "utf-7")]
    [InlineData("/oauth/revoke", "utf-16")]
    public async Task A_form_in_another_encoding_is_refused(string path, string charset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent("grant_type=client_credentials&client_id=office&client_secret=x&token=x"u8.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", $"application/x-www-form-urlencoded; charset={charset}");
        using var response = await http.SendAsync(request);

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{response.StatusCode}");
        Assert.NotNull((await response.JsonAsync())["error"]);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_refused()
    {
        using var json = new StringContent("{\"grant_type\":\"client_credentials\"}", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/oauth/token", json);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_secret_in_the_url_is_refused()
    {
        using var response = await http.PostAsync("/oauth/token?client_id=office&client_secret=x", GatewayApp.Form(null, null));

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused()
    {
        using var response = await http.PostAsync("/oauth/token", GatewayApp.Form("office", new string('x', 20_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Discovery_says_where_everything_is()
    {
        foreach (var path in new[] { "/.well-known/oauth-authorization-server", "/.well-known/openid-configuration" })
        {
            var document = await (await http.GetAsync(path)).JsonAsync();

            Assert.Equal(GatewayApp.OwnIssuer, document["issuer"]!.GetValue<string>());
            Assert.Equal(GatewayApp.OwnUrl + "/oauth/token", document["token_endpoint"]!.GetValue<string>());
            Assert.Equal(GatewayApp.OwnUrl + "/.well-known/jwks.json", document["jwks_uri"]!.GetValue<string>());
            Assert.Equal(GatewayApp.OwnUrl + "/oauth/introspect", document["introspection_endpoint"]!.GetValue<string>());
            Assert.Equal(GatewayApp.OwnUrl + "/oauth/revoke", document["revocation_endpoint"]!.GetValue<string>());
            Assert.Contains("client_credentials", document["grant_types_supported"]!.AsArray().Select(grant => grant!.GetValue<string>()));
            Assert.Contains(
                "private_key_jwt",
                document["token_endpoint_auth_methods_supported"]!.AsArray().Select(method => method!.GetValue<string>())
            );
        }
    }

    [Fact]
    public async Task The_published_keys_hold_no_private_part()
    {
        var key = (await (await http.GetAsync("/.well-known/jwks.json")).JsonAsync())["keys"]![0]!.AsObject();

        Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key.Select(member => member.Key).Order());
    }

    private static HttpRequestMessage Basic(string clientId, string secret, HttpContent form) =>
        new(HttpMethod.Post, "/oauth/token")
        {
            Content = form,
            Headers =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"))
                ),
            },
        };

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string error)
    {
        Assert.Equal((status, error), (response.StatusCode, (await response.JsonAsync())["error"]!.GetValue<string>()));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }
}
