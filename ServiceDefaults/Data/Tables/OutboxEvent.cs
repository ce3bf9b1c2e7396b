using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts;

namespace SocialServices.ServiceDefaults.Tables;

/// <summary>An event that waits to be published and, afterwards, an entry of the service's event log.</summary>
internal sealed class OutboxEvent
{
    private OutboxEvent() { }

    public Guid EventId { get; private init; }

    /// <summary>Order of writing. Not the order of commits, hence not the position.</summary>
    public long Sequence { get; private init; }

    /// <summary>Gap-free, 1, 2, 3 …; given by the relay once the event is committed.</summary>
    public long? Position { get; private init; }

    public string Type { get; private init; } = "";
    public string Data { get; private init; } = "";
    public DateTimeOffset OccurredAt { get; private init; }

    /// <summary>W3C traceparent of the request, so that the trace goes on at the relay.</summary>
    public string? TraceParent { get; private init; }

    public DateTimeOffset? PublishedAt { get; private init; }

    /// <summary>Set while this version cannot send the event: it holds up nothing, and keeps its position.</summary>
    public DateTimeOffset? ParkedAt { get; private init; }

    public string? ParkedReason { get; private init; }

    /// <param name="type">Wire name.</param>
    /// <param name="happened">The event.</param>
    /// <param name="json">The event as it is sent.</param>
    /// <param name="traceParent">Null when nothing is traced.</param>
    public static OutboxEvent Of(string type, IntegrationEvent happened, string json, string? traceParent) =>
        new()
        {
            EventId = happened.EventId,
            Type = type,
            Data = json,
            OccurredAt = happened.OccurredAt,
            TraceParent = traceParent,
        };

    /// <summary>
    /// A trace that nobody records. A trace that goes on into the thousands of events of an import cannot be looked at: the
    /// dashboard needs minutes for it.
    /// </summary>
    public static string OutsideOfTraces() =>
        $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-00";

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxEvent>
    {
        public void Configure(EntityTypeBuilder<OutboxEvent> builder)
        {
            builder.ToTable("outbox");
            builder.HasKey(e => e.EventId);
            builder.Property(e => e.Sequence).UseIdentityByDefaultColumn();
            builder.Property(e => e.Type).HasMaxLength(100);
            builder.Property(e => e.Data).HasColumnType("jsonb");
            builder.Property(e => e.TraceParent).HasMaxLength(55);
            builder.HasIndex(e => e.Position).IsUnique();
            builder.Property(e => e.ParkedReason).HasMaxLength(200);
            builder.HasIndex(e => e.Position, "ix_outbox_waiting").HasFilter("published_at is null and parked_at is null");
            builder.HasIndex(e => e.Sequence, "ix_outbox_unnumbered").HasFilter("position is null");
            builder.HasIndex(e => e.Type, "ix_outbox_parked").HasFilter("parked_at is not null");
        }
    }
}
