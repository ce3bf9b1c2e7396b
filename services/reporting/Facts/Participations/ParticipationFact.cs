using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Participations;

/// <summary>What came of a participation in a course.</summary>
internal sealed class ParticipationFact
{
    public Guid EnrolmentId { get; private init; }
    public Guid CourseId { get; private init; }
    public string Programme { get; private init; } = "";
    public Guid WorkerId { get; private init; }
    public string Organization { get; private init; } = "";
    public bool Completed { get; private init; }

    /// <summary>Of all planned sessions, 0 to 100.</summary>
    public int AttendancePercent { get; private init; }

    public DateOnly CompletedOn { get; private init; }
    public string Sex { get; private init; } = "";
    public string AgeBand { get; private init; } = "";
    public bool? Disability { get; private init; }
    public string Place { get; private init; } = "";

    /// <summary>Position of the event that this was learnt from; a newer one wins.</summary>
    public long Position { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ParticipationFact>
    {
        public void Configure(EntityTypeBuilder<ParticipationFact> builder)
        {
            builder.ToTable("participations");
            builder.HasKey(f => f.EnrolmentId);
            builder.Property(f => f.EnrolmentId).ValueGeneratedNever();
            builder.Property(f => f.Programme).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Organization).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Sex).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.AgeBand).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Place).HasMaxLength(FactColumns.Code);
            builder.HasIndex(f => new { f.WorkerId, f.Programme });
        }
    }
}
