using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Tables;

/// <summary>Who did what to whose records, or tried to. Written once, signed, and chained after its commit.</summary>
internal sealed class AuditEntry
{
    public const int MaxDetailLength = 2000;
    public const int MaxTokenIdLength = 100;

    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The worker on whose behalf the client acted.</summary>
    public Guid? Person { get; init; }

    /// <summary>The API client, or <c>service:NAME</c>.</summary>
    public required string Client { get; init; }

    public string? Organization { get; init; }
    public string? Assurance { get; init; }
    public string? Purpose { get; init; }
    public string? TokenId { get; init; }
    public required string Action { get; init; }

    /// <summary>For example <c>service-user</c>.</summary>
    public required string RecordKind { get; init; }

    /// <summary>Ids or codes, never names; of a list, all that were shown.</summary>
    public required List<string> RecordIds { get; init; }

    public required AuditOutcome Outcome { get; init; }
    public string? Detail { get; init; }
    public string KeyId { get; private set; } = "";
    public byte[] Signature { get; private set; } = [];

    public void Sign(string keyId, byte[] signature) => (KeyId, Signature) = (keyId, signature);

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("audit_entries");
            builder.HasKey(e => e.Id);
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Client).HasMaxLength(100);
            builder.Property(e => e.Organization).HasMaxLength(50);
            builder.Property(e => e.Assurance).HasMaxLength(20);
            builder.Property(e => e.Purpose).HasMaxLength(100);
            builder.Property(e => e.TokenId).HasMaxLength(MaxTokenIdLength);
            builder.Property(e => e.Action).HasMaxLength(100);
            builder.Property(e => e.RecordKind).HasMaxLength(50);
            builder.Property(e => e.Outcome).HasMaxLength(20);
            builder.Property(e => e.Detail).HasMaxLength(MaxDetailLength);
            builder.Property(e => e.KeyId).HasMaxLength(16);
            builder.HasIndex(e => new { e.Person, e.Id });
            builder.HasIndex(e => new { e.Client, e.Id });
            builder.HasIndex(e => e.RecordIds).HasMethod("gin");
        }
    }
}
