using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SocialServices.Gateway.Clients;

/// <summary>Public keys of a client: it proves with them who it is, and vouches for its workers. Stored as a JWK Set.</summary>
internal static class ClientKeys
{
    public const int MaxKeys = 5;
    public const int MaxPemLength = 4000;
    private const int MinRsaBits = 2048;

    /// <summary>With these a client signs assertions and tokens about persons.</summary>
    public static IReadOnlyList<string> Algorithms { get; } =
    [
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSha256,
    ];

    /// <param name="pem">Text that begins with <c>-----BEGIN PUBLIC KEY-----</c>.</param>
    /// <returns>Null when it is not a public key, of an elliptic curve of NIST or RSA with 2048 bits at least.</returns>
    public static JsonWebKey? Read(string pem)
    {
        // The label decides: ImportFromPem would take the public part of a private key, which must not leave its owner.
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not "PUBLIC KEY")
        {
            return null;
        }

        var key = ReadCurve(pem) ?? ReadRsa(pem);
        if (key is not null)
        {
            key.Kid = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        }

        return key;
    }

    /// <returns>The JWK Set, with nothing but the public parts.</returns>
    public static string ToJson(IEnumerable<JsonWebKey> keys) =>
        JsonSerializer.Serialize(
            new
            {
                keys = keys.DistinctBy(key => key.Kid)
                    .Select(key =>
                        new Dictionary<string, string?>
                        {
                            ["kty"] = key.Kty,
                            ["use"] = JsonWebKeyUseNames.Sig,
                            ["kid"] = key.Kid,
                            ["crv"] = key.Crv,
                            ["x"] = key.X,
                            ["y"] = key.Y,
                            ["n"] = key.N,
                            ["e"] = key.E,
                        }
                            .Where(member => member.Value is not null)
                            .ToDictionary()
                    ),
            }
        );

    public static IReadOnlyList<string> Ids(string? json) => json is null ? [] : [.. new JsonWebKeySet(json).Keys.Select(key => key.Kid)];

    private static JsonWebKey? ReadCurve(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static JsonWebKey? ReadRsa(string pem)
    {
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize < MinRsaBits
                ? null
                : JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
