using System.Security.Cryptography;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Gateway.Clients;

/// <summary>
/// Client secrets, stored as HMAC-SHA-256 under a key outside the database. A slow hash (PBKDF2) protects secrets that
/// people choose; ours are generated with 256 bits, which nobody can try out, so that a slow hash would only make the
/// token endpoint easy to exhaust.
/// </summary>
internal sealed class ClientSecrets(Envelope envelope)
{
    /// <summary>Characters of a secret from the configuration; generated ones have 43.</summary>
    public const int ShortestConfigured = 32;

    /// <summary>No caller's secret is longer: a limit for what is hashed.</summary>
    public const int Longest = 200;

    /// <returns>256 random bits, base64url.</returns>
    public static string Generate() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Differs from client to client also for the same secret: a hash copied to another row opens nothing.</summary>
    public byte[] Hash(string clientId, string secret) => envelope.BlindIndex($"client-secret/{clientId}", secret);

    /// <summary>In constant time, also for a client that does not exist.</summary>
    public bool Matches(ApiClient? client, string clientId, string secret)
    {
        var equal = CryptographicOperations.FixedTimeEquals(
            Hash(clientId, secret),
            client?.SecretHash ?? new byte[HMACSHA256.HashSizeInBytes]
        );
        return equal && client is { IsActive: true };
    }
}
