using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Participation;

/// <summary>A participant attended a session.</summary>
internal sealed class Attendance
{
    public required Guid CourseId { get; init; }
    public required int SessionNumber { get; init; }
    public required Guid EnrolmentId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Attendance>
    {
        public void Configure(EntityTypeBuilder<Attendance> builder)
        {
            builder.ToTable("attendance");
            builder.HasKey(a => new
            {
                a.CourseId,
                a.SessionNumber,
                a.EnrolmentId,
            });
            builder.HasOne<Session>().WithMany().HasForeignKey(a => new { a.CourseId, a.SessionNumber }).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Enrolment>().WithMany().HasForeignKey(a => a.EnrolmentId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
