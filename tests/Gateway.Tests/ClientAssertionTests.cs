using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>private_key_jwt: a client proves who it is with a key, by RFC 7523 and RFC 10070.</summary>
public sealed class ClientAssertionTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>, IDisposable
{
    private const string Clients = "/api/v1/gateway/clients";

    private readonly ClientKey key = new();
    private readonly HttpClient http = gateway.App.Anonymous();

    public void Dispose()
    {
        key.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task A_client_with_a_registered_key_needs_no_secret()
    {
        await RegisterAsync("keyed", key.PublicPem);

        using var response = await AskAsync(key.Assertion("keyed"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_issuer_may_be_written_without_its_slash()
    {
        await RegisterAsync("slashless", key.PublicPem);

        using var response = await AskAsync(key.Assertion("slashless", claims: ("aud", GatewayApp.OwnUrl)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public static TheoryData<string, string?, string, object?> Wrong { get; } =
        new()
        {
            { "audience-endpoint", Right, "aud", GatewayApp.OwnUrl + "/oauth/token" },
            { "audience-two", Right, "aud", new[] { GatewayApp.OwnIssuer, "https://other.example/" } },
            { "audience-both", Right, "aud", new[] { GatewayApp.OwnIssuer, GatewayApp.OwnUrl + "/oauth/token" } },
            { "audience-other", Right, "aud", "https://other.example/" },
            { "audience-none", Right, "aud", null },
            { "type-jwt", "JWT", "aud", GatewayApp.OwnIssuer },
            { "type-none", null, "aud", GatewayApp.OwnIssuer },
            { "type-access", "at+jwt", "aud", GatewayApp.OwnIssuer },
            { "id-none", Right, "jti", null },
            { "id-long", Right, "jti", new string('x', 201) },
            { "end-none", Right, "exp", null },
            { "end-past", Right, "exp", DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds() },
            { "end-late", Right, "exp", DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds() },
            { "subject-other", Right, "sub", "office" },
            { "issuer-other", Right, "iss", "office" },
        };

    private const string Right = "client-authentication+jwt";

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_assertion_that_is_not_made_for_this_is_refused(string clientId, string? type, string claim, object? value)
    {
        await RegisterAsync(clientId, key.PublicPem);

        using var response = await AskAsync(key.Assertion(clientId, type, (claim, value)));

        await AssertRefusedAsync(response);
    }

    [Fact]
    public async Task An_assertion_counts_once_on_all_replicas()
    {
        await RegisterAsync("replayed", key.PublicPem);
        await using var other = new GatewayApp(GatewayApp.Settings(("ConnectionStrings:gatewaydb", gateway.App.ServiceConnectionString)));
        await other.InitializeAsync();
        using var there = other.Anonymous();
        var assertion = key.Assertion("replayed");

        using var first = await AskAsync(assertion);
        using var again = await AskAsync(assertion);
        using var elsewhere = await AskAsync(assertion, there);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertRefusedAsync(again);
        await AssertRefusedAsync(elsewhere);
    }

    [Fact]
    public async Task Of_many_uses_of_an_assertion_at_once_one_counts()
    {
        await RegisterAsync("raced", key.PublicPem);
        var assertion = key.Assertion("raced");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(assertion)));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_assertion_without_signature_or_signed_with_the_public_key_is_refused()
    {
        await RegisterAsync("forged", key.PublicPem);
        var good = key.Assertion("forged");
        (string, object?)[] claims =
        [
            ("iss", "forged"),
            ("sub", "forged"),
            ("aud", GatewayApp.OwnIssuer),
            ("jti", "x"),
            ("exp", DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeSeconds()),
        ];

        using var unsigned = await AskAsync(ClientKey.Unsigned(good));
        using var symmetric = await AskAsync(key.SignWithPublicKey(Right, claims));
        using var asymmetric = await AskAsync(key.Sign(Right, claims)); // the same claims are right when they are signed

        await AssertRefusedAsync(unsigned);
        await AssertRefusedAsync(symmetric);
        Assert.Equal(HttpStatusCode.OK, asymmetric.StatusCode);
    }

    [Fact]
    public async Task Another_key_and_a_key_that_was_replaced_are_refused()
    {
        using var later = new ClientKey();
        await RegisterAsync("turning", key.PublicPem);
        await AssertRefusedAsync(await AskAsync(later.Assertion("turning")));

        await PutKeysAsync("turning", later.PublicPem);

        await AssertRefusedAsync(await AskAsync(key.Assertion("turning")));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(later.Assertion("turning"))).StatusCode);
    }

    [Fact]
    public async Task Only_public_keys_that_are_strong_enough_are_taken()
    {
        using var weak = RSA.Create(1024);
        using var strong = RSA.Create(2048);
        await RegisterAsync("choosy", key.PublicPem);

        foreach (var pem in new[] { key.PrivatePem, weak.ExportSubjectPublicKeyInfoPem(), "no key", "" })
        {
            using var refused = await PutKeysAsync("choosy", strong.ExportSubjectPublicKeyInfoPem(), pem);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(["publicKeys[1]"], await refused.FieldsAsync());
            Assert.DoesNotContain("PRIVATE", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key.Assertion("choosy"))).StatusCode); // nothing was changed
        using var taken = await PutKeysAsync("choosy", key.PublicPem, strong.ExportSubjectPublicKeyInfoPem());
        Assert.Equal(2, (await taken.JsonAsync())["keyIds"]!.AsArray().Count);
    }

    [Fact]
    public async Task Keys_of_a_configured_client_come_from_the_configuration()
    {
        await ForwardingTests.AssertProblemAsync(
            await PutKeysAsync("reader", key.PublicPem),
            HttpStatusCode.Conflict,
            "client-is-configured"
        );
        await using var app = new GatewayApp(GatewayApp.Settings(("Clients:reader:PublicKeys", key.PublicPem)));
        await app.InitializeAsync();
        using var there = app.Anonymous();

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key.Assertion("reader"), there)).StatusCode);
    }

    private async Task RegisterAsync(string clientId, string pem)
    {
        await gateway.App.AdmitAsync(clientId);
        using var registered = await PutKeysAsync(clientId, pem);
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
    }

    private async Task<HttpResponseMessage> PutKeysAsync(string clientId, params string[] publicKeys)
    {
        using var office = await gateway.App.ClientAsync("office");
        return await office.PutAsJsonAsync($"{Clients}/{clientId}/keys", new { publicKeys });
    }

    private Task<HttpResponseMessage> AskAsync(string assertion, HttpClient? client = null) =>
        (client ?? http).PostAsync(
            "/oauth/token",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_assertion_type"] = ClientKey.AssertionType,
                    ["client_assertion"] = assertion,
                }
            )
        );

    private static async Task AssertRefusedAsync(HttpResponseMessage response)
    {
        var answer = await response.JsonAsync();
        Assert.True(
            response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest,
            $"{response.StatusCode}: {answer.ToJsonString()}"
        );
        Assert.Null(answer["access_token"]);
    }
}
