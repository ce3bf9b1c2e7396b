using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Signs with the active key and checks with any that is configured (HMAC-SHA-256).</summary>
internal sealed class AuditKeys
{
    private const int KeySize = 32;
    private const int KeyIdSize = 8;

    private readonly byte[] activeKey;
    private readonly List<string> newestFirst;
    private readonly Dictionary<string, byte[]> keys;

    public AuditKeys(IOptions<AuditOptions> options)
    {
        activeKey = Derive(options.Value.Key);
        var all = options.Value.PreviousKeys.Select(Derive).Prepend(activeKey).DistinctBy(IdOf).ToList();
        newestFirst = [.. all.Select(IdOf)];
        keys = all.ToDictionary(IdOf);
        ActiveId = newestFirst[0];
    }

    public string ActiveId { get; }

    public bool Knows(string keyId) => keys.ContainsKey(keyId);

    /// <returns>How many keys are newer: 0 for the active one.</returns>
    public int AgeOf(string keyId) => newestFirst.IndexOf(keyId);

    public byte[] Sign(SignedFields fields) => HMACSHA256.HashData(activeKey, fields.Bytes);

    /// <returns>False also when the key is not known.</returns>
    public bool Fits(string keyId, SignedFields fields, ReadOnlySpan<byte> signature) =>
        keys.TryGetValue(keyId, out var key) && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, fields.Bytes), signature);

    private static byte[] Derive(string passphrase) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(passphrase), KeySize, info: "socialservices audit v1"u8.ToArray());

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "key-id"u8, .. key]), 0, KeyIdSize);
}
