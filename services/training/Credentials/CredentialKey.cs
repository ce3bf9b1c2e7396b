using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Training.Credentials;

/// <summary>An RSA key that signs credentials. A retired one signs nothing new, and what it signed stays verifiable.</summary>
internal sealed class CredentialKey
{
    private const int Bits = 3072;

    public required Guid Id { get; init; }
    public required byte[] Modulus { get; init; }
    public required byte[] Exponent { get; init; }

    /// <summary>PKCS#8, sealed.</summary>
    public required byte[] PrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; set; }

    public RSAParameters Public => new() { Modulus = Modulus, Exponent = Exponent };

    public static CredentialKey Create(Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        using var rsa = RSA.Create(Bits);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new CredentialKey
        {
            Id = id,
            Modulus = key.Modulus!,
            Exponent = key.Exponent!,
            PrivateKey = envelope.SealBytes(rsa.ExportPkcs8PrivateKey(), id, nameof(PrivateKey)),
            CreatedAt = now,
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CredentialKey>
    {
        public void Configure(EntityTypeBuilder<CredentialKey> builder)
        {
            builder.ToTable("credential_keys");
            builder.HasKey(k => k.Id);
            builder.Property(k => k.Id).ValueGeneratedNever();
            builder.Property(k => k.PrivateKey).IsSealed();
            builder.Ignore(k => k.Public);
        }
    }
}
