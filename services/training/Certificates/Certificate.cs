using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Certificates;

/// <summary>Attests that a worker holds a competence.</summary>
internal sealed class Certificate
{
    public required Guid Id { get; init; }

    /// <summary>For people to read aloud: <c>SWC-2021-000123</c>.</summary>
    public required string Number { get; init; }

    public required Guid EnrolmentId { get; init; }
    public required Guid CourseId { get; init; }
    public required string Programme { get; init; }
    public required string Competence { get; init; }
    public required Guid WorkerId { get; init; }
    public required string Organizer { get; init; }

    /// <summary>Codes of the organizations that signed it together.</summary>
    public required string[] Issuers { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day; null when it does not expire.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public RevocationReason? RevocationReason { get; private set; }

    /// <summary>Sealed: a free text may say something about the holder.</summary>
    public byte[]? RevocationNote { get; private set; }

    public uint Version { get; private init; }

    public static Certificate Issue(string number, Enrolment enrolment, Course course, Programme programme, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Number = number,
            EnrolmentId = enrolment.Id,
            CourseId = course.Id,
            Programme = programme.Code,
            Competence = programme.Competence,
            WorkerId = enrolment.WorkerId,
            Organizer = course.Organizer,
            Issuers = programme.Issuers,
            ValidFrom = course.EndsOn,
            ValidUntil = programme.ValidUntil(course.EndsOn),
            IssuedAt = now,
        };

    /// <param name="day">Asia/Ashgabat. A certificate no longer counts on the day on which it is revoked.</param>
    public bool IsValidOn(DateOnly day) =>
        ValidFrom <= day && (ValidUntil is not { } last || day <= last) && (RevokedAt is not { } revoked || day < Ashgabat.Day(revoked));

    /// <returns>False, and nothing changes, when it has already been revoked.</returns>
    public bool TryRevoke(RevocationReason reason, byte[] sealedNote, DateTimeOffset now)
    {
        if (RevokedAt is not null)
        {
            return false;
        }

        (RevokedAt, RevocationReason, RevocationNote) = (now, reason, sealedNote);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Certificate>
    {
        public void Configure(EntityTypeBuilder<Certificate> builder)
        {
            builder.ToTable("certificates");
            builder.HasKey(c => c.Id);
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Number).HasMaxLength(20);
            builder.Property(c => c.Programme).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Competence).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Organizer).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.RevocationReason).HasConversion<string>().HasMaxLength(30);
            builder.Property(c => c.RevocationNote).IsSealed();
            builder.Property(c => c.Version).IsRowVersion();
            builder.HasOne<Enrolment>().WithMany().HasForeignKey(c => c.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Course>().WithMany().HasForeignKey(c => c.CourseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(c => c.Number).IsUnique();
            builder.HasIndex(c => c.EnrolmentId).IsUnique();
            builder.HasIndex(c => new { c.WorkerId, c.Competence });
        }
    }
}
