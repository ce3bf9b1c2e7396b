using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Training.Courses;

namespace SocialServices.Training.Sessions;

/// <summary>One meeting of a course. A course's planned sessions are the measure of attendance.</summary>
internal sealed class Session
{
    public required Guid CourseId { get; init; }

    /// <summary>Unique in its course, from 1.</summary>
    public required int Number { get; init; }

    public required DateOnly HeldOn { get; init; }

    /// <summary>Local time, Asia/Ashgabat.</summary>
    public TimeOnly? StartsAt { get; init; }

    public TimeOnly? EndsAt { get; init; }
    public required string Topic { get; init; }

    /// <summary>When it was last recorded who attended; null before: then absence is not known.</summary>
    public DateTimeOffset? AttendanceTakenAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.ToTable("sessions");
            builder.HasKey(s => new { s.CourseId, s.Number });
            builder.Property(s => s.Number).ValueGeneratedNever();
            builder.Property(s => s.Topic).HasMaxLength(300);
            builder.HasOne<Course>().WithMany().HasForeignKey(s => s.CourseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
