using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Courses;

/// <summary>A course of a training programme.</summary>
internal sealed class CourseFact
{
    public Guid CourseId { get; private init; }
    public string Programme { get; private init; } = "";
    public string Organizer { get; private init; } = "";
    public string Place { get; private init; } = "";
    public DateOnly StartsOn { get; private init; }
    public DateOnly EndsOn { get; private init; }

    /// <summary>Position of the event that this was learnt from; a newer one wins.</summary>
    public long Position { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CourseFact>
    {
        public void Configure(EntityTypeBuilder<CourseFact> builder)
        {
            builder.ToTable("courses");
            builder.HasKey(f => f.CourseId);
            builder.Property(f => f.CourseId).ValueGeneratedNever();
            builder.Property(f => f.Programme).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Organizer).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Place).HasMaxLength(FactColumns.Code);
        }
    }
}
