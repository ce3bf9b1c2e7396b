using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.PersonalData;

/// <summary>
/// Envelope encryption with AES-256-GCM: every record has a data key of its own, sealed beside it under a
/// key-encryption key that never enters the database. Deleting the row destroys the only copy of its data key.
/// </summary>
/// <remarks>Layout: version (1) · key id (8) · sealed data key (60) · sealed content, each sealed part = nonce (12) · tag (16) · ciphertext.</remarks>
public sealed class Envelope
{
    private const byte Version = 2;
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeyIdSize = 8;
    private const int SealedKeySize = NonceSize + TagSize + KeySize;
    private const int HeaderSize = 1 + KeyIdSize + SealedKeySize;

    private readonly byte[] activeKey;
    private readonly byte[] indexKey;
    private readonly Dictionary<string, byte[]> keys;

    public Envelope(IOptions<EncryptionOptions> options)
    {
        var value = options.Value;
        activeKey = Derive(value.Key, "key-encryption");
        indexKey = Derive(value.IndexKey ?? value.PreviousKeys.LastOrDefault() ?? value.Key, "blind-index");
        keys = value
            .PreviousKeys.Select(passphrase => Derive(passphrase, "key-encryption"))
            .Append(activeKey)
            .DistinctBy(KeyId)
            .ToDictionary(KeyId);
    }

    /// <param name="value">What to seal, as JSON.</param>
    /// <param name="owner">The record it belongs to: an envelope that is copied to another record does not open there.</param>
    /// <param name="purpose">The name of its column's property: moved to another column it does not open either.</param>
    public byte[] Seal<T>(T value, Guid owner, string purpose) =>
        SealBytes(JsonSerializer.SerializeToUtf8Bytes(value, Json.Options), owner, purpose);

    /// <exception cref="CryptographicException">Sealed for another owner or purpose or under an unknown key, or altered.</exception>
    public T Open<T>(byte[] envelope, Guid owner, string purpose) =>
        JsonSerializer.Deserialize<T>(OpenBytes(envelope, owner, purpose), Json.Options)
        ?? throw new CryptographicException("The sealed content is empty.");

    public byte[] SealBytes(ReadOnlySpan<byte> content, Guid owner, string purpose)
    {
        var belongsTo = BelongsTo(owner, purpose);
        var dataKey = RandomNumberGenerator.GetBytes(KeySize);
        return
        [
            Version,
            .. Convert.FromHexString(KeyId(activeKey)),
            .. Encrypt(activeKey, dataKey, belongsTo),
            .. Encrypt(dataKey, content, belongsTo),
        ];
    }

    public byte[] OpenBytes(byte[] envelope, Guid owner, string purpose)
    {
        var belongsTo = BelongsTo(owner, purpose);
        return Decrypt(DataKey(envelope, belongsTo), envelope.AsSpan(HeaderSize), belongsTo);
    }

    /// <summary>Seals the data key under the active key; the content stays as it is.</summary>
    /// <returns>The same array when it is already sealed under the active key.</returns>
    public byte[] Rewrap(byte[] envelope, Guid owner, string purpose)
    {
        if (KeyIdOf(envelope) == KeyId(activeKey))
        {
            return envelope;
        }

        var belongsTo = BelongsTo(owner, purpose);
        return
        [
            Version,
            .. Convert.FromHexString(KeyId(activeKey)),
            .. Encrypt(activeKey, DataKey(envelope, belongsTo), belongsTo),
            .. envelope.AsSpan(HeaderSize),
        ];
    }

    /// <summary>A keyed digest by which an encrypted value is found (HMAC-SHA-256). Equal values in one field give equal digests.</summary>
    /// <param name="field">Separates the fields, so that equal values in two fields cannot be matched.</param>
    /// <param name="normalized">The value in the one form in which it is compared.</param>
    public byte[] BlindIndex(string field, string normalized) =>
        HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes($"{field}\n{normalized}"));

    private byte[] DataKey(byte[] envelope, byte[] belongsTo)
    {
        if (envelope.Length < HeaderSize + NonceSize + TagSize || envelope[0] != Version)
        {
            throw new CryptographicException("Not an envelope of this version.");
        }

        return keys.TryGetValue(KeyIdOf(envelope), out var key)
            ? Decrypt(key, envelope.AsSpan(1 + KeyIdSize, SealedKeySize), belongsTo)
            : throw new CryptographicException($"Sealed under key {KeyIdOf(envelope)}, which is not configured.");
    }

    private static string KeyIdOf(byte[] envelope) => Convert.ToHexString(envelope, 1, KeyIdSize);

    private static string KeyId(byte[] key) => Convert.ToHexString(SHA256.HashData([.. "key-id"u8, .. key]), 0, KeyIdSize);

    private static byte[] Derive(string passphrase, string purpose) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(passphrase),
            KeySize,
            info: Encoding.UTF8.GetBytes($"socialservices {purpose} v1")
        );

    /// <summary>The authenticated data of both sealed parts.</summary>
    private static byte[] BelongsTo(Guid owner, string purpose) =>
        [.. owner.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(purpose)];

    private static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> content, byte[] belongsTo)
    {
        var sealedPart = new byte[NonceSize + TagSize + content.Length];
        RandomNumberGenerator.Fill(sealedPart.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(
            sealedPart.AsSpan(0, NonceSize),
            content,
            sealedPart.AsSpan(NonceSize + TagSize),
            sealedPart.AsSpan(NonceSize, TagSize),
            belongsTo
        );
        return sealedPart;
    }

    private static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> sealedPart, byte[] belongsTo)
    {
        var content = new byte[sealedPart.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedPart[..NonceSize], sealedPart[(NonceSize + TagSize)..], sealedPart.Slice(NonceSize, TagSize), content, belongsTo);
        return content;
    }
}
