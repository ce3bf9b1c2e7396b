using Xunit;
using static SocialServices.Gateway.Tests.AgencyFixture;

namespace SocialServices.Gateway.Tests;

/// <summary>Tokens about a person that must not be believed.</summary>
public sealed class SubjectTokenTests(AgencyFixture agency) : IClassFixture<AgencyFixture>
{
    private const string Refused = "invalid_grant";

    public static TheoryData<string, object?> WrongClaims { get; } =
        new()
        {
            { "aud", GatewayApp.OwnUrl + "/oauth/token" },
            { "aud", "https://other.example/" },
            { "aud", new[] { GatewayApp.OwnIssuer, "https://other.example/" } },
            { "aud", null },
            { "iss", Rival },
            { "iss", "office" },
            { "iss", null },
            { "sub", "Ogulşat" },
            { "sub", null },
            { "purpose", "curiosity" },
            { "purpose", null },
            { "exp", DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeSeconds() },
            { "exp", DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds() },
            { "exp", null },
            { "iat", DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeSeconds() },
            { "iat", null },
            { "nbf", DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeSeconds() },
        };

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task A_subject_token_that_does_not_say_all_that_is_needed_is_refused(string claim, object? value)
    {
        var worker = agency.Register.Hire(Organization);

        using var response = await agency.ExchangeAsync(agency.Assertion(worker, (claim, value)));

        await RefusedAsync(response, Refused);
    }

    [Fact]
    public async Task A_subject_token_that_was_issued_to_another_client_is_refused()
    {
        var worker = agency.Register.Hire(Organization);
        var toRival = agency.Login(worker, ("aud", At(Rival)));
        var toBoth = agency.Login(worker, ("aud", new[] { At(Agency), At(Rival) }), ("azp", At(Rival)));
        var toAgency = agency.Login(worker, ("aud", new[] { At(Agency), "something else" }), ("azp", At(Agency)));

        await RefusedAsync(await agency.ExchangeAsync(toRival), Refused);
        await RefusedAsync(await agency.ExchangeAsync(toBoth), Refused);
        await TokenAsync(await agency.ExchangeAsync(toRival, Rival));
        await TokenAsync(await agency.ExchangeAsync(toAgency));
        await RefusedAsync(await agency.ExchangeAsync(agency.Assertion(worker), Rival), Refused); // the other agency's key counts for it only
    }

    [Theory]
    [InlineData("aud")]
    [InlineData("purpose")]
    [InlineData("worker_id")]
    [InlineData("exp")]
    public async Task A_login_that_does_not_say_all_that_is_needed_is_refused(string missing)
    {
        var worker = agency.Register.Hire(Organization);

        await RefusedAsync(await agency.ExchangeAsync(agency.Login(worker, (missing, null))), Refused);
    }

    [Fact]
    public async Task A_login_at_a_provider_that_is_not_registered_is_refused()
    {
        var worker = agency.Register.Hire(Organization);
        await using var other = await Testing.TestIssuer.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var token = other.Sign(
            new()
            {
                ["worker_id"] = worker.ToString(),
                ["aud"] = At(Agency),
                ["purpose"] = "referral",
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            }
        );

        await RefusedAsync(await agency.ExchangeAsync(token), Refused);
    }

    [Fact]
    public async Task A_forged_signature_no_signature_and_the_public_key_as_secret_are_refused()
    {
        var worker = agency.Register.Hire(Organization);
        var good = agency.Assertion(worker);
        var parts = good.Split('.');
        var now = DateTimeOffset.UtcNow;
        var symmetric = agency.Key.SignWithPublicKey(
            "JWT",
            ("iss", Agency),
            ("sub", worker.ToString()),
            ("aud", GatewayApp.OwnIssuer),
            ("purpose", "referral"),
            ("iat", now.ToUnixTimeSeconds()),
            ("exp", now.AddMinutes(4).ToUnixTimeSeconds())
        );
        var others = agency.Assertion(agency.Register.Hire(Organization)).Split('.');

        foreach (var token in new[] { ClientKey.Unsigned(good), symmetric, $"{parts[0]}.{others[1]}.{parts[2]}", "no token", parts[1] })
        {
            await RefusedAsync(await agency.ExchangeAsync(token), Refused);
        }
    }

    [Fact]
    public async Task Other_tokens_cannot_stand_for_a_person()
    {
        var worker = agency.Register.Hire(Organization);
        var person = await TokenAsync(await agency.ExchangeAsync(agency.Assertion(worker)));
        var assertion = agency.Key.Assertion(Agency, claims: ("purpose", "referral"));

        await RefusedAsync(await agency.ExchangeAsync(person.EncodedToken), Refused);
        await RefusedAsync(await agency.ExchangeAsync(assertion), Refused);
        foreach (var type in new[] { "access_token", "id_token", "refresh_token", "saml2" })
        {
            using var http = agency.App.Anonymous();
            using var response = await http.PostAsync(
                "/oauth/token",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
                        ["client_id"] = Agency,
                        ["client_secret"] = GatewayApp.SecretOf(Agency),
                        ["subject_token"] = agency.Assertion(worker),
                        ["subject_token_type"] = $"urn:ietf:params:oauth:token-type:{type}",
                    }
                )
            );
            await RefusedAsync(response, "invalid_request");
        }
    }
}
