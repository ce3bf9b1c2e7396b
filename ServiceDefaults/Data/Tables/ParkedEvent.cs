using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Tables;

/// <summary>An event that a handler could not take: it is tried again some times, then it waits for an operator.</summary>
internal sealed class ParkedEvent
{
    public required Guid EventId { get; init; }
    public required string Handler { get; init; }
    public required string Source { get; init; }
    public required long Position { get; init; }

    /// <summary>Wire name.</summary>
    public required string Type { get; init; }

    public required string Data { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset NextAttemptAt { get; init; }
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>Kind of the last fault, without its text: that may carry data.</summary>
    public required string Fault { get; init; }

    /// <summary>Null while it is still tried again.</summary>
    public DateTimeOffset? ParkedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ParkedEvent>
    {
        public void Configure(EntityTypeBuilder<ParkedEvent> builder)
        {
            builder.ToTable("parked_events");
            builder.HasKey(e => new { e.EventId, e.Handler });
            builder.Property(e => e.Handler).HasMaxLength(100);
            builder.Property(e => e.Source).HasMaxLength(50);
            builder.Property(e => e.Type).HasMaxLength(100);
            builder.Property(e => e.Data).HasColumnType("jsonb");
            builder.Property(e => e.Fault).HasMaxLength(200);
        }
    }
}
