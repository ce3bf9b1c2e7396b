using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Tables;

/// <summary>An event that a handler has dealt with; committed with the handler's effect.</summary>
internal sealed class InboxEntry
{
    public required Guid EventId { get; init; }
    public required string Handler { get; init; }
    public required string Source { get; init; }
    public required long Position { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset HandledAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<InboxEntry>
    {
        public void Configure(EntityTypeBuilder<InboxEntry> builder)
        {
            builder.ToTable("inbox");
            builder.HasKey(e => new { e.EventId, e.Handler });
            builder.Property(e => e.Handler).HasMaxLength(100);
            builder.Property(e => e.Source).HasMaxLength(50);
            builder.HasIndex(e => new { e.Source, e.Position });
        }
    }
}
