using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>
/// A gateway with two agencies of one organization. Each has a key of its own; their workers log in at the same OpenID provider,
/// which knows each agency under another client id and tells the worker's id in <c>worker_id</c>.
/// </summary>
public sealed class AgencyFixture : IAsyncLifetime
{
    public const string Agency = "agency";
    public const string Rival = "rival";
    public const string Organization = "nrcs";
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Jwt = "urn:ietf:params:oauth:token-type:jwt";

    internal ClientKey Key { get; } = new();
    internal ClientKey RivalsKey { get; } = new();

    /// <summary>Of the client <c>registry</c>, which acts for no organization.</summary>
    internal ClientKey ServicesKey { get; } = new();
    internal Backend Referrals { get; private set; } = null!;
    internal Backend Registry { get; private set; } = null!;
    internal RegistryPeer Register { get; private set; } = null!;
    internal TestIssuer Provider { get; private set; } = null!;
    internal GatewayApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await TestIssuer.StartAsync();
        Register = await RegistryPeer.StartAsync();
        Referrals = await Backend.StartAsync("referrals");
        Registry = await Backend.StartAsync("registry");
        App = new GatewayApp(
            GatewayApp.Settings([
                ("Services:referrals:http:0", Referrals.Address),
                ("Services:registry:http:0", Registry.Address),
                ("Services:registry:grpc:0", Register.Address),
                .. Client(Agency, Key),
                .. Client(Rival, RivalsKey),
                ("Clients:registry:PublicKeys", ServicesKey.PublicPem),
            ])
        );
        await App.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Referrals.DisposeAsync();
        await Registry.DisposeAsync();
        await Register.DisposeAsync();
        await Provider.DisposeAsync();
        Key.Dispose();
        RivalsKey.Dispose();
        ServicesKey.Dispose();
    }

    /// <summary>What the agency's own key says of a worker.</summary>
    /// <param name="claims">Replace or add; null removes.</param>
    internal string Assertion(Guid worker, params (string Name, object? Value)[] claims)
    {
        var now = DateTimeOffset.UtcNow;
        return Key.Sign(
            "JWT",
            [
                ("iss", Agency),
                ("sub", worker.ToString()),
                ("aud", GatewayApp.OwnIssuer),
                ("purpose", "referral"),
                ("iat", now.ToUnixTimeSeconds()),
                ("exp", now.AddMinutes(4).ToUnixTimeSeconds()),
                .. claims,
            ]
        );
    }

    /// <summary>What the provider says of a worker who has logged in.</summary>
    internal string Login(Guid worker, params (string Name, object? Value)[] claims)
    {
        var now = DateTimeOffset.UtcNow;
        var all = new Dictionary<string, object>
        {
            ["sub"] = "ogulsat@agency.example",
            ["worker_id"] = worker.ToString(),
            ["aud"] = At(Agency),
            ["purpose"] = "case-management",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in claims)
        {
            all.Remove(name);
            if (value is not null)
            {
                all[name] = value;
            }
        }

        return Provider.Sign(all);
    }

    public static string At(string clientId) => $"{clientId}-at-provider";

    internal async Task<HttpResponseMessage> ExchangeAsync(
        string subjectToken,
        string clientId = Agency,
        params (string Name, string Value)[] more
    )
    {
        using var http = App.Anonymous();
        return await http.PostAsync(
            "/oauth/token",
            new FormUrlEncodedContent([
                new("grant_type", Exchange),
                new("client_id", clientId),
                new("client_secret", GatewayApp.SecretOf(clientId)),
                new("subject_token", subjectToken),
                new("subject_token_type", Jwt),
                .. more.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)),
            ])
        );
    }

    /// <summary>The token that was issued.</summary>
    internal static async Task<JsonWebToken> TokenAsync(HttpResponseMessage response)
    {
        var answer = await response.JsonAsync();
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{response.StatusCode}: {answer.ToJsonString()}");
        return new JsonWebToken((string)answer["access_token"]!);
    }

    /// <summary>Nothing was issued; the answer says why.</summary>
    internal static async Task<JsonNode> RefusedAsync(HttpResponseMessage response, string error)
    {
        var answer = await response.JsonAsync();
        Assert.True(
            response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable,
            $"{response.StatusCode}: {answer.ToJsonString()}"
        );
        Assert.Null(answer["access_token"]);
        Assert.Equal(error, (string?)answer["error"]);
        return answer;
    }

    internal HttpClient With(JsonWebToken token)
    {
        var client = App.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.EncodedToken);
        return client;
    }

    private IEnumerable<(string Key, string? Value)> Client(string id, ClientKey key) =>
        [
            ($"Clients:{id}:DisplayName", id),
            ($"Clients:{id}:Organization", Organization),
            ($"Clients:{id}:Scopes", "registry.read referrals.read"),
            ($"Clients:{id}:Secret", GatewayApp.SecretOf(id)),
            ($"Clients:{id}:PublicKeys", key.PublicPem),
            ($"Clients:{id}:Provider:Issuer", Provider.Authority),
            ($"Clients:{id}:Provider:ClientId", At(id)),
            ($"Clients:{id}:Provider:WorkerClaim", "worker_id"),
        ];
}
