using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialServices.Gateway.Tests;

/// <summary>A key pair of an agency, and what it signs with it.</summary>
internal sealed class ClientKey : IDisposable
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicPem => pair.ExportSubjectPublicKeyInfoPem();

    public string PrivatePem => pair.ExportPkcs8PrivateKeyPem();

    /// <param name="claims">Replace or add to those of a right assertion; null removes.</param>
    /// <param name="type">The header's <c>typ</c>.</param>
    /// <param name="clientId">Who it is said to be.</param>
    public string Assertion(string clientId, string? type = "client-authentication+jwt", params (string Name, object? Value)[] claims)
    {
        var now = DateTimeOffset.UtcNow;
        return Sign(
            type,
            [
                ("iss", clientId),
                ("sub", clientId),
                ("aud", GatewayApp.OwnIssuer),
                ("jti", Guid.NewGuid().ToString()),
                ("iat", now.ToUnixTimeSeconds()),
                ("exp", now.AddMinutes(2).ToUnixTimeSeconds()),
                .. claims,
            ]
        );
    }

    public string Sign(string? type, params IEnumerable<(string Name, object? Value)> claims) =>
        Sign(new SigningCredentials(new ECDsaSecurityKey(pair), SecurityAlgorithms.EcdsaSha256), type, claims);

    /// <summary>By HMAC, with the public key as the secret.</summary>
    public string SignWithPublicKey(string? type, params IEnumerable<(string Name, object? Value)> claims) =>
        Sign(
            new SigningCredentials(new SymmetricSecurityKey(System.Text.Encoding.ASCII.GetBytes(PublicPem)), SecurityAlgorithms.HmacSha256),
            type,
            claims
        );

    public void Dispose() => pair.Dispose();

    /// <summary>Without a signature.</summary>
    public static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"client-authentication+jwt"}""")}.{token.Split('.')[1]}.";

    private static string Sign(SigningCredentials credentials, string? type, IEnumerable<(string Name, object? Value)> claims)
    {
        var all = new Dictionary<string, object>();
        foreach (var (name, value) in claims)
        {
            all.Remove(name);
            if (value is not null)
            {
                all[name] = value;
            }
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Claims = all,
                TokenType = type,
                SigningCredentials = credentials,
            }
        );
    }
}
