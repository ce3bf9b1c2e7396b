using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Tables;

/// <summary>An entry's place in the chain. Its hash covers the link before it, so that whoever has no key cannot take out or put in anything.</summary>
internal sealed class AuditLink
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long Sequence { get; init; }

    public required Guid EntryId { get; init; }

    /// <summary>When it was chained: soon after the commit.</summary>
    public required DateTimeOffset At { get; init; }

    public required string KeyId { get; init; }
    public required byte[] Hash { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditLink>
    {
        public void Configure(EntityTypeBuilder<AuditLink> builder)
        {
            builder.ToTable("audit_chain");
            builder.HasKey(link => link.Sequence);
            builder.Property(link => link.Sequence).ValueGeneratedNever();
            builder.Property(link => link.KeyId).HasMaxLength(16);
            builder.HasIndex(link => link.EntryId).IsUnique();
        }
    }
}

/// <summary>An entry that is not chained yet; kept by a trigger.</summary>
internal sealed class UnchainedEntry
{
    public required Guid EntryId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<UnchainedEntry>
    {
        public void Configure(EntityTypeBuilder<UnchainedEntry> builder)
        {
            builder.ToTable("audit_unchained");
            builder.HasKey(entry => entry.EntryId);
            builder.Property(entry => entry.EntryId).ValueGeneratedNever();
        }
    }
}
