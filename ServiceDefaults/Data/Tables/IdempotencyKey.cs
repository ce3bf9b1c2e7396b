using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.ServiceDefaults.Tables;

/// <summary>A request that must take effect once, and the answer it got.</summary>
internal sealed class IdempotencyKey
{
    /// <summary>For this long a repeated request gets the first answer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public required string Caller { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and body: the same key for another request is a mistake of the caller.</summary>
    public required byte[] Fingerprint { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The owner under which <see cref="Answer"/> is sealed.</summary>
    public required Guid AnswerId { get; init; }

    public int? Status { get; init; }

    /// <summary>Sealed, because answers may hold personal data.</summary>
    public byte[]? Answer { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<IdempotencyKey>
    {
        public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
        {
            builder.ToTable("idempotency_keys");
            builder.HasKey(k => new { k.Caller, k.Key });
            builder.Property(k => k.Caller).HasMaxLength(100);
            builder.Property(k => k.Key).HasMaxLength(100);
            builder.Property(k => k.Answer).IsSealed(owner: nameof(AnswerId));
            builder.HasIndex(k => k.AnswerId).IsUnique();
            builder.HasIndex(k => k.CreatedAt);
        }
    }
}
