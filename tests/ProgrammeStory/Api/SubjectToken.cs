using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SocialServices.ProgrammeStory.Api;

/// <summary>What an agency's system says of the worker who acts through it, signed with the agency's key.</summary>
internal static class SubjectToken
{
    private const string Purpose = "case-management";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4);

    public static string About(Guid worker, ClientCredential agency, string issuer)
    {
        var now = DateTimeOffset.UtcNow;
        var unsigned =
            $"{Part(new { alg = "ES256", typ = "JWT" })}.{Part(
            new
            {
                iss = agency.ClientId,
                sub = worker,
                aud = issuer,
                purpose = Purpose,
                iat = now.ToUnixTimeSeconds(),
                exp = (now + Lifetime).ToUnixTimeSeconds(),
                jti = Guid.NewGuid(),
            }
        )}";
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(agency.PrivateKey), out _);
        return $"{unsigned}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256))}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
