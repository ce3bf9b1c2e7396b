using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Participation;

/// <summary>A participant said beforehand that they cannot come. It stays an absence, and is shown apart from others.</summary>
internal sealed class Apology
{
    public required Guid CourseId { get; init; }
    public required int SessionNumber { get; init; }
    public required Guid EnrolmentId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Apology>
    {
        public void Configure(EntityTypeBuilder<Apology> builder)
        {
            builder.ToTable("apologies");
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
