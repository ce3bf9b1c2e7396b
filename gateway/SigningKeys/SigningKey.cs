using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Gateway.SigningKeys;

/// <summary>An ES256 key pair. It signs from <see cref="ActiveFrom"/> until a later key takes over.</summary>
internal sealed class SigningKey
{
    /// <summary>Also the <c>kid</c> of tokens and JWKS.</summary>
    public Guid Id { get; private init; }

    /// <summary>PKCS #8, sealed: whoever reads the database cannot make tokens.</summary>
    public byte[] PrivateKey { get; private init; } = [];

    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ActiveFrom { get; private init; }

    public static SigningKey Generate(Envelope envelope, DateTimeOffset now, DateTimeOffset activeFrom)
    {
        var id = Guid.CreateVersion7(now);
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey
        {
            Id = id,
            PrivateKey = envelope.SealBytes(pair.ExportPkcs8PrivateKey(), id, nameof(PrivateKey)),
            CreatedAt = now,
            ActiveFrom = activeFrom,
        };
    }

    public ECDsa Open(Envelope envelope)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(envelope.OpenBytes(PrivateKey, Id, nameof(PrivateKey)), out _);
        return pair;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SigningKey>
    {
        public void Configure(EntityTypeBuilder<SigningKey> builder)
        {
            builder.ToTable("signing_keys");
            builder.Property(k => k.Id).ValueGeneratedNever();
            builder.Property(k => k.PrivateKey).IsSealed();
            builder.HasIndex(k => k.ActiveFrom).IsUnique();
        }
    }
}
