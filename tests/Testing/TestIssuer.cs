using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Testing;

/// <summary>An OpenID provider on a real port with an ES256 key: discovery, JWKS, and a token endpoint that gives a service every scope.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private static readonly Lazy<Task<TestIssuer>> Shared = new(StartAsync);
    private static readonly string EveryScope = string.Join(' ', ServiceDefaults.Access.Scopes.All);

    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
    private readonly WebApplication app;

    private TestIssuer(WebApplication app) => this.app = app;

    public string Authority => app.Urls.Single();

    public static Task<TestIssuer> SharedAsync() => Shared.Value;

    /// <param name="scopes">Space separated.</param>
    /// <param name="organization">Code of the organization that the caller acts for.</param>
    /// <param name="clientId">The API client.</param>
    /// <param name="lifetime">Negative for an expired token.</param>
    /// <param name="audience">Another one makes a token for somebody else.</param>
    /// <param name="person">On whose behalf the client acts; a system's token when not given.</param>
    public string Token(
        string scopes,
        string organization = "mlspp",
        string clientId = "test-client",
        TimeSpan? lifetime = null,
        string audience = "socialservices",
        ActingPerson? person = null
    )
    {
        var now = DateTime.UtcNow;
        var expires = now + (lifetime ?? TimeSpan.FromMinutes(15));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Authority,
                Audience = audience,
                IssuedAt = (expires < now ? expires : now).AddMinutes(-1),
                NotBefore = (expires < now ? expires : now).AddMinutes(-1),
                Expires = expires,
                TokenType = "at+jwt",
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
                Claims = Claims(scopes, organization, clientId, person),
            }
        );
    }

    /// <summary>Any token of this provider, for example one about a person who has logged in.</summary>
    /// <param name="claims">All of them but the issuer.</param>
    public string Sign(Dictionary<string, object> claims) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Authority,
                Claims = claims,
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            }
        );

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.MapGet(
            "/.well-known/openid-configuration",
            () =>
                new Dictionary<string, object>
                {
                    ["issuer"] = issuer.Authority,
                    ["jwks_uri"] = issuer.Authority + "/jwks",
                    ["token_endpoint"] = issuer.Authority + "/oauth/token",
                }
        );
        app.MapGet("/jwks", () => new { keys = new[] { issuer.PublicKey() } });
        app.MapPost(
            "/oauth/token",
            async (HttpRequest request) =>
                new Dictionary<string, object>
                {
                    ["access_token"] = issuer.Token(EveryScope, "", (await request.ReadFormAsync())["client_id"]!),
                    ["token_type"] = "Bearer",
                    ["expires_in"] = 900,
                }
        );
        await app.StartAsync();
        return issuer;
    }

    private static Dictionary<string, object> Claims(string scopes, string organization, string clientId, ActingPerson? person)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = person?.Worker.ToString() ?? clientId,
            ["client_id"] = clientId,
            ["scope"] = scopes,
            ["org"] = organization,
            ["jti"] = Guid.NewGuid().ToString(),
            ["assurance"] = (person?.Assurance ?? Assurance.System).ToString().ToLowerInvariant(),
        };
        if (person is not null)
        {
            claims["act"] = new Dictionary<string, object> { ["sub"] = clientId };
            claims["purpose"] = person.Purpose;
        }

        return claims;
    }

    private object PublicKey()
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            use = "sig",
            alg = "ES256",
            kid = key.KeyId,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
