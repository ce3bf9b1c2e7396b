using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Enrolments;

/// <summary>A worker takes part in a course.</summary>
internal sealed class EnrolmentFact
{
    public Guid EnrolmentId { get; private init; }
    public Guid CourseId { get; private init; }
    public Guid WorkerId { get; private init; }
    public string Organization { get; private init; } = "";

    /// <summary>Position of the event that this was learnt from; a newer one wins.</summary>
    public long Position { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EnrolmentFact>
    {
        public void Configure(EntityTypeBuilder<EnrolmentFact> builder)
        {
            builder.ToTable("enrolments");
            builder.HasKey(f => f.EnrolmentId);
            builder.Property(f => f.EnrolmentId).ValueGeneratedNever();
            builder.Property(f => f.Organization).HasMaxLength(FactColumns.Code);
        }
    }
}
