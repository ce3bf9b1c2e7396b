using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Training.Courses;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Enrolments;

/// <summary>A worker takes part in a course. Holds the worker's id and coarse facts, never a name.</summary>
internal sealed class Enrolment
{
    public required Guid Id { get; init; }
    public required Guid CourseId { get; init; }
    public required Guid WorkerId { get; init; }

    /// <summary>Code of the organization that sent the worker.</summary>
    public required string Organization { get; init; }

    public required string Sex { get; init; }
    public required string AgeBand { get; init; }
    public bool? Disability { get; init; }
    public required string Place { get; init; }
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>Percent; null when not taken.</summary>
    public int? PreTest { get; private set; }

    public int? PostTest { get; private set; }

    /// <summary>Were all requirements met? Null until the course is completed.</summary>
    public bool? Completed { get; private set; }

    public void RecordTests(int? preTest, int? postTest) => (PreTest, PostTest) = (preTest, postTest);

    public void Assess(Programme programme, AttendanceCount attendance) => Completed = programme.IsPassedWith(attendance, PostTest);

    internal sealed class Mapping : IEntityTypeConfiguration<Enrolment>
    {
        public void Configure(EntityTypeBuilder<Enrolment> builder)
        {
            builder.ToTable("enrolments");
            builder.HasKey(e => e.Id);
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Organization).HasMaxLength(Codes.MaxLength);
            builder.Property(e => e.Sex).HasMaxLength(20);
            builder.Property(e => e.AgeBand).HasMaxLength(20);
            builder.Property(e => e.Place).HasMaxLength(20);
            builder.HasOne<Course>().WithMany().HasForeignKey(e => e.CourseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(e => new { e.CourseId, e.WorkerId }).IsUnique();
            builder.HasIndex(e => e.WorkerId);
        }
    }
}
