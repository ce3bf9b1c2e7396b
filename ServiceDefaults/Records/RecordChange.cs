using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Records;

/// <summary>A row of a record's history. Rows are only added (a trigger sees to it).</summary>
public sealed class RecordChange
{
    public const string Created = "created";
    public const string Changed = "changed";
    public const string Deleted = "deleted";

    public long Id { get; private set; }
    public required string Subject { get; init; }

    /// <summary><see cref="IRecord.Owner"/> at that time.</summary>
    public string? Owner { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The client that made the change, or <c>service:NAME</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Code of the organization that the client acts for.</summary>
    public string? ActorOrganization { get; init; }

    /// <summary><c>created</c>, <c>changed</c> or <c>deleted</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// <c>{"address": {"from": …, "to": …}}</c>, by the record's own field names; null when it was created: how it began can be
    /// told from what was changed later. What is sealed appears by name only.
    /// </summary>
    public JsonDocument? Changes { get; init; }

    /// <summary>Why, where a reason was asked for.</summary>
    public string? Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecordChange>
    {
        public void Configure(EntityTypeBuilder<RecordChange> builder)
        {
            builder.ToTable("record_changes");
            builder.HasKey(c => c.Id);
            builder.Property(c => c.Subject).HasMaxLength(100);
            builder.Property(c => c.Owner).HasMaxLength(50);
            builder.Property(c => c.Actor).HasMaxLength(100);
            builder.Property(c => c.ActorOrganization).HasMaxLength(50);
            builder.Property(c => c.Kind).HasMaxLength(30);
            builder.Property(c => c.Changes).HasColumnType("jsonb");
            builder.Property(c => c.Reason).HasMaxLength(Deletable.MaxReasonLength);
            builder.HasIndex(c => new { c.Subject, c.Id });
        }
    }
}
