using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using SocialServices.Training.Credentials;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests.Certificates;

public sealed class CredentialTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Theory]
    [InlineData("strong-families-facilitators")]
    [InlineData("treatnet-family")] // with an end
    public async Task The_credential_is_valid_by_the_published_schema(string programme)
    {
        var schema = Path.Combine(Repository.Root, "..", "shared", "fixtures", "openbadges", "ob_v3p0_achievementcredential_schema.json");
        Assert.SkipUnless(File.Exists(schema), $"The published schema is not here: {schema}");
        var (_, number) = await training.GivenACertificateAsync(programme);

        var line = new JsonObject { ["name"] = number, ["answer"] = PayloadOf(await CredentialAsync(number)) };
        await Ajv.AssertValidAsync("openbadges.js", [line.ToJsonString()], schema);
    }

    [Fact]
    public async Task The_token_has_the_header_and_the_claims_that_every_verifier_expects()
    {
        var (holder, number) = await training.GivenACertificateAsync("treatnet-family", "Ogulşirin Ýazgeldiýewa");
        var token = await CredentialAsync(number);
        var (header, payload) = (PartOf(token, 0), PayloadOf(token));

        Assert.Equal(["alg", "kid", "typ"], header.Select(member => member.Key).Order());
        Assert.Equal("RS256", header["alg"]!.GetValue<string>());
        Assert.Equal(payload["issuer"]!["id"]!.GetValue<string>(), payload["iss"]!.GetValue<string>());
        Assert.Equal(payload["id"]!.GetValue<string>(), payload["jti"]!.GetValue<string>());
        Assert.Equal($"urn:uuid:{holder.WorkerId}", payload["sub"]!.GetValue<string>());
        Assert.Equal(payload["credentialSubject"]!["id"]!.GetValue<string>(), payload["sub"]!.GetValue<string>());
        Assert.Equal(Instant(payload["validFrom"]!), payload["nbf"]!.GetValue<long>());
        Assert.Equal(Instant(payload["validUntil"]!), payload["exp"]!.GetValue<long>());
        Assert.Equal("2024-07-06T00:00:00+05:00", payload["validUntil"]!.GetValue<string>()); // the day after the last
        Assert.Equal("Ogulşirin Ýazgeldiýewa", payload["credentialSubject"]!["identifier"]![0]!["identityHash"]!.GetValue<string>());

        static long Instant(JsonNode text) =>
            DateTimeOffset.Parse(text.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
    }

    [Fact]
    public async Task Anybody_can_verify_it_with_the_key_that_it_names_also_after_the_key_was_rotated()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var before = await CredentialAsync(number);
        await using (var scope = training.App.Services.CreateAsyncScope())
        {
            Assert.Equal(0, await CredentialKeys.RotateAsync(scope.ServiceProvider, CancellationToken.None));
        }

        var after = await CredentialAsync(number);
        Assert.NotEqual(PartOf(before, 0)["kid"]!.GetValue<string>(), PartOf(after, 0)["kid"]!.GetValue<string>());
        foreach (var token in (string[])[before, after])
        {
            var kid = new Uri(PartOf(token, 0)["kid"]!.GetValue<string>());
            Assert.StartsWith(TrainingApp.PublicUrl, kid.ToString(), StringComparison.Ordinal);
            var jwk = await (await training.App.Client(null).GetAsync(kid.AbsolutePath)).JsonAsync();
            Assert.Null(jwk["d"]);
            using var rsa = RSA.Create();
            rsa.ImportParameters(
                new RSAParameters
                {
                    Modulus = Base64UrlEncoder.DecodeBytes(jwk["n"]!.GetValue<string>()),
                    Exponent = Base64UrlEncoder.DecodeBytes(jwk["e"]!.GetValue<string>()),
                }
            );
            var parts = token.Split('.');
            Assert.True(
                rsa.VerifyData(
                    Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                    Base64UrlEncoder.DecodeBytes(parts[2]),
                    HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                )
            );
            Assert.Equal("valid", await ResultAsync(token));
        }
    }

    [Fact]
    public async Task A_token_that_is_not_what_it_claims_is_named_as_such()
    {
        var (_, number) = await training.GivenACertificateAsync(name: "Ogulgerek Annaberdiýewa");
        var token = await CredentialAsync(number);
        var (header, payload, signature) = (token.Split('.')[0], token.Split('.')[1], token.Split('.')[2]);
        using var forger = RSA.Create(2048);

        Assert.Equal("valid", await ResultAsync(token));
        Assert.Equal("valid", await ResultAsync($"  {token}\n"));
        var renamed = Base64UrlEncoder.Decode(payload).Replace("Ogulgerek", "Berdi", StringComparison.Ordinal);
        Assert.Equal("altered", await ResultAsync($"{header}.{Base64UrlEncoder.Encode(renamed)}.{signature}"));
        Assert.Equal("altered", await ResultAsync($"{header}.{payload}.{Flip(signature)}"));
        Assert.Equal("altered", await ResultAsync($"{header}.{payload}.{Sign(forger, header, payload)}"));
        Assert.Equal("altered", await ResultAsync($"{header}.{payload}."));
        var ownKey = Header("""{"alg":"RS256","typ":"JWT","kid":"https://forger.example/keys/1"}""");
        Assert.Equal("forged", await ResultAsync($"{ownKey}.{payload}.{Sign(forger, ownKey, payload)}"));
        var unsigned = Header("""{"alg":"none","typ":"JWT"}""");
        Assert.Equal("forged", await ResultAsync($"{unsigned}.{payload}."));
        var symmetric = Header($$"""{"alg":"HS256","typ":"JWT","kid":"{{PartOf(token, 0)["kid"]}}"}""");
        Assert.Equal("forged", await ResultAsync($"{symmetric}.{payload}.{signature}"));
        Assert.Equal("malformed", await ResultAsync("nonsense"));
        Assert.Equal("malformed", await ResultAsync($"{payload}.{payload}"));

        static string Header(string json) => Base64UrlEncoder.Encode(json);

        static string Flip(string signature) => (signature[0] is 'A' ? "B" : "A") + signature[1..];

        static string Sign(RSA key, string header, string payload) =>
            Base64UrlEncoder.Encode(
                key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            );
    }

    [Fact]
    public async Task A_genuine_token_of_a_certificate_that_no_longer_counts_says_so()
    {
        var (_, expired) = await training.GivenACertificateAsync("treatnet-family");
        Assert.Equal("expired", await ResultAsync(await CredentialAsync(expired)));

        var (_, revoked) = await training.GivenACertificateAsync();
        var token = await CredentialAsync(revoked);
        await training.Organizer.PostAsJsonAsync(
            $"{TrainingFixture.Root}/certificates/{revoked}/revoke",
            new { reason = "misconduct", text = "x" }
        );
        Assert.Equal("revoked", await ResultAsync(token));
    }

    [Fact]
    public async Task The_credential_comes_by_the_holders_link_only()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var link = new Uri((await training.GetAsync($"/certificates/{number}"))["holderLink"]!.GetValue<string>()).AbsolutePath;
        var anonymous = training.App.Client(null);

        Assert.True((await anonymous.GetAsync(link)).IsSuccessStatusCode);
        Assert.True((await anonymous.GetAsync($"{link}/certificate.pdf")).IsSuccessStatusCode);
        var other = link[..^1] + (link[^1] is 'A' ? "B" : "A");
        foreach (var path in (string[])[other, $"{other}/credential.jwt", $"{other}/certificate.pdf", "/verify/holder/x"])
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await anonymous.GetAsync(path)).StatusCode);
        }
    }

    private async Task<string> CredentialAsync(string number)
    {
        var link = new Uri((await training.GetAsync($"/certificates/{number}"))["holderLink"]!.GetValue<string>());
        return await training.App.Client(null).GetStringAsync($"{link.AbsolutePath}/credential.jwt");
    }

    private async Task<string> ResultAsync(string credential)
    {
        var response = await training.App.Client(null).PostAsJsonAsync("/verify/credentials", new { credential });
        return (await response.JsonAsync())["result"]!.GetValue<string>();
    }

    private static JsonObject PayloadOf(string token) => PartOf(token, 1);

    private static JsonObject PartOf(string token, int index) =>
        JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[index]))!.AsObject();
}
