using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Referrals.Referrals;

/// <summary>What a receiver without an account can tell.</summary>
internal enum LinkAnswer
{
    /// <summary>Help will be given.</summary>
    Accept,

    /// <summary>Help will not be given.</summary>
    Reject,

    /// <summary>Help was given.</summary>
    Complete,

    /// <summary>Help that was promised was not given.</summary>
    Fail,
}

/// <summary>
/// Lets a receiver without an account answer one referral, once, until a day. Only the digest of the key is kept: who steals the
/// database can use none.
/// </summary>
internal sealed class ReferralLink
{
    private ReferralLink() { }

    public Guid Id { get; private init; }
    public Guid ReferralId { get; private init; }

    /// <summary>The referral's step when the key was made: a key does not open what was accepted after it.</summary>
    public int Step { get; private init; }

    /// <summary>SHA-256 of the key.</summary>
    public byte[] Digest { get; private init; } = [];
    public DateTimeOffset CreatedAt { get; private init; }
    public Guid CreatedBy { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private set; }

    public static (ReferralLink Link, string Key) Create(Referral referral, Guid by, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var link = new ReferralLink
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = referral.Id,
            Step = referral.Step,
            Digest = DigestOf(key),
            CreatedAt = now,
            CreatedBy = by,
            ExpiresAt = expiresAt,
        };
        return (link, key);
    }

    public static byte[] DigestOf(string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));

    /// <summary>While the receiver is to answer, and while it helps.</summary>
    public static bool CanBeMadeFor(ReferralStatus status) => status is not ReferralStatus.Draft && ReferralLifeCycle.Open.Contains(status);

    public bool IsGoodAt(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    public void Use(DateTimeOffset now) => UsedAt = now;

    internal sealed class Mapping : IEntityTypeConfiguration<ReferralLink>
    {
        public void Configure(EntityTypeBuilder<ReferralLink> builder)
        {
            builder.ToTable("referral_links");
            builder.Property(l => l.Id).ValueGeneratedNever();
            builder.Property(l => l.UsedAt).IsConcurrencyToken();
            builder.HasIndex(l => l.Digest).IsUnique();
            builder.HasOne<Referral>().WithMany().HasForeignKey(l => l.ReferralId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
