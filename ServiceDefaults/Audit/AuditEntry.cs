using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Who did what to whose record. Written once; the database gives it its place in the hash chain.</summary>
internal sealed class AuditEntry(DateTimeOffset at, string actor, string? organization, string action, string subject, string? reason)
{
    public Guid Id { get; private init; } = Guid.CreateVersion7(at);
    public DateTimeOffset At { get; private init; } = at;
    public string Actor { get; private init; } = actor;
    public string? Organization { get; private init; } = organization;
    public string Action { get; private init; } = action;
    public string Subject { get; private init; } = subject;
    public string? Reason { get; private init; } = reason;

    /// <summary>1, 2, 3 … in the order of commits; set by the database.</summary>
    public long? Sequence { get; private init; }

    /// <summary>SHA-256 over the entry and the hash before it; set by the database.</summary>
    public byte[]? Hash { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("audit");
            builder.HasKey(e => e.Id);
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Actor).HasMaxLength(100);
            builder.Property(e => e.Organization).HasMaxLength(50);
            builder.Property(e => e.Action).HasMaxLength(100);
            builder.Property(e => e.Subject).HasMaxLength(200);
            builder.Property(e => e.Reason).HasMaxLength(2000);
            builder.HasIndex(e => e.Sequence).IsUnique();
            builder.HasIndex(e => e.Subject);
        }
    }
}
