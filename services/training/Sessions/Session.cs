using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Sessions;

/// <summary>One meeting of a course. A course's planned sessions are the measure of attendance.</summary>
internal sealed class Session
{
    public required Guid CourseId { get; init; }

    /// <summary>Unique in its course, from 1.</summary>
    public required int Number { get; init; }

    public required DateOnly HeldOn { get; set; }

    /// <summary>Local time, Asia/Ashgabat.</summary>
    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }
    public required string Topic { get; set; }

    /// <summary>The phase of the programme, from 1; null when not said.</summary>
    public int? Phase { get; set; }

    /// <summary>Place code, where it is not the course's.</summary>
    public string? Place { get; set; }

    /// <summary>Where it is joined online, when that is not the course's link.</summary>
    public string? Link { get; set; }

    /// <summary>Number of the cancelled session that it makes up for.</summary>
    public int? MakeUpFor { get; init; }

    /// <summary>Rises with every change that calendars show.</summary>
    public int Revision { get; set; }

    /// <summary>When it was last recorded who attended; null before: then absence is not known.</summary>
    public DateTimeOffset? AttendanceTakenAt { get; set; }

    /// <summary>A cancelled session counts for nobody.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    public void Move(SessionPlan plan)
    {
        (HeldOn, StartsAt, EndsAt, Topic) = (plan.HeldOn, plan.StartsAt, plan.EndsAt, plan.Topic);
        (Phase, Place, Link, Revision) = (plan.Phase, plan.Place, plan.Link, Revision + 1);
    }

    public void Cancel(DateTimeOffset now) => (CancelledAt, Revision) = (now, Revision + 1);

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.ToTable("sessions");
            builder.HasKey(s => new { s.CourseId, s.Number });
            builder.Property(s => s.Number).ValueGeneratedNever();
            builder.Property(s => s.Topic).HasMaxLength(300);
            builder.Property(s => s.Place).HasMaxLength(20);
            builder.Property(s => s.Link).HasMaxLength(Codes.MaxLink);
            builder.HasOne<Course>().WithMany().HasForeignKey(s => s.CourseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
