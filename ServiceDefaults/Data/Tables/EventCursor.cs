using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Tables;

/// <summary>How far this service has followed the event log of another.</summary>
internal sealed class EventCursor
{
    public required string Source { get; init; }

    /// <summary>Every event up to and including this position has been handled.</summary>
    public required long Position { get; set; }

    /// <summary>When the log was last read to its end: every event published before then is handled. Null until the first time.</summary>
    public DateTimeOffset? CaughtUpAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<EventCursor>
    {
        public void Configure(EntityTypeBuilder<EventCursor> builder)
        {
            builder.ToTable("event_cursors");
            builder.HasKey(c => c.Source);
            builder.Property(c => c.Source).HasMaxLength(50);
        }
    }
}
