using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Releases;

/// <summary>Where a release is on its way.</summary>
public enum ReleaseStatus
{
    /// <summary>It waits for its cut-off, or is being made.</summary>
    Scheduled,

    /// <summary>It is made and proven, and waits for its day.</summary>
    Certified,

    /// <summary>Everybody with the scope reads it; it never changes again.</summary>
    Published,

    /// <summary>It would have revealed somebody, or could not be proven in time.</summary>
    Refused,
}

/// <summary>A published, frozen set of figures, or the plan of one.</summary>
internal sealed class Release
{
    private Release() { }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; private init; }

    /// <summary>1, and one more for each later version.</summary>
    public int Revision { get; private init; }

    public string Period { get; private init; } = "";
    public ReleaseStatus Status { get; private set; }
    public DateTimeOffset CutOff { get; private init; }
    public DateTimeOffset PublishAt { get; private init; }

    /// <summary>Why it is revised.</summary>
    public string? Reason { get; private init; }

    /// <summary>The tables asked for, as JSON.</summary>
    public string Requested { get; private init; } = "[]";

    public DateTimeOffset PlannedAt { get; private init; }

    /// <summary>What it says, as JSON: to the byte what the hash is of.</summary>
    public string? Content { get; private set; }

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public string? Hash { get; private set; }

    public string? Certificate { get; private set; }

    /// <summary>What was counted, hidden numbers too, as JSON.</summary>
    public string? Exact { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Why there is nothing to publish.</summary>
    public string? RefusedBecause { get; private set; }

    public string Name => $"{Number}.{Revision}";

    public static Release Plan(
        (int Number, int Revision) id,
        string period,
        DateTimeOffset cutOff,
        DateTimeOffset publishAt,
        string? reason,
        string requested,
        DateTimeOffset now
    ) =>
        new()
        {
            Number = id.Number,
            Revision = id.Revision,
            Period = period,
            CutOff = cutOff,
            PublishAt = publishAt,
            Reason = reason,
            Requested = requested,
            PlannedAt = now,
        };

    public void Certify(string content, string hash, string certificate, string exact) =>
        (Status, Content, Hash, Certificate, Exact) = (ReleaseStatus.Certified, content, hash, certificate, exact);

    public void Refuse(string because) => (Status, RefusedBecause) = (ReleaseStatus.Refused, because);

    public bool TryPublish(DateTimeOffset now)
    {
        if (Status is not ReleaseStatus.Certified || now < PublishAt)
        {
            return false;
        }

        (Status, PublishedAt) = (ReleaseStatus.Published, now);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Release>
    {
        public void Configure(EntityTypeBuilder<Release> builder)
        {
            builder.ToTable("releases");
            builder.HasKey(r => new { r.Number, r.Revision });
            builder.Property(r => r.Number).ValueGeneratedNever();
            builder.Property(r => r.Revision).ValueGeneratedNever();
            builder.Property(r => r.Period).HasMaxLength(100);
            builder.Property(r => r.Status).HasMaxLength(100);
            builder.Property(r => r.Reason).HasMaxLength(2000);
            builder.Property(r => r.Requested).HasColumnType("jsonb");
            builder.Property(r => r.Hash).HasMaxLength(64);
            builder.Property(r => r.Certificate).HasColumnType("jsonb");
            builder.Property(r => r.RefusedBecause).HasMaxLength(1000);
            builder.HasIndex(r => r.Status);
            builder.Ignore(r => r.Name);
        }
    }
}
