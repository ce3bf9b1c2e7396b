using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Certificates;

/// <summary>Attests that a worker holds a competence, once every issuer has signed it. Never changed but by signature, revocation and replacement.</summary>
internal sealed class Certificate : IVersioned
{
    /// <summary>The only form of the PDF so far. A certificate keeps the form in which it was issued.</summary>
    public const int CurrentTemplate = 1;

    public required Guid Id { get; init; }

    /// <summary>For people to read aloud: <c>MLSPP-2021-000123</c>.</summary>
    public required string Number { get; init; }

    public required Guid EnrolmentId { get; init; }
    public required Guid CourseId { get; init; }
    public required string Programme { get; init; }
    public required string Competence { get; init; }

    /// <summary>What it makes of its holder; null when the programme does not say.</summary>
    public string? Level { get; init; }

    public required Guid WorkerId { get; init; }

    /// <summary>Code of the employer that sent the worker.</summary>
    public required string Organization { get; init; }

    public required string Organizer { get; init; }

    /// <summary>Codes of the organizations that sign it together.</summary>
    public required string[] Issuers { get; init; }

    /// <summary>Those that have signed, or whose signature the organizer gave by delegation.</summary>
    public required string[] SignedBy { get; set; }

    /// <summary>When the last signature came; null while one is missing: then it is worth nothing.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day; null when it does not expire.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The certificate that it renews or corrects.</summary>
    public Guid? Predecessor { get; init; }

    /// <summary>The certificate that renews or corrects it.</summary>
    public Guid? ReplacedBy { get; set; }

    /// <summary>The last reminder of its end was so many days before; null when there was none.</summary>
    public int? RemindedDays { get; set; }

    public int Template { get; init; } = CurrentTemplate;

    /// <summary><see cref="PrintedDetails"/>, sealed. Null for certificates from before they were printed.</summary>
    public byte[]? Printed { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }
    public RevocationReason? RevocationReason { get; private set; }

    /// <summary>Sealed: a free text may say something about the holder.</summary>
    public byte[]? RevocationNote { get; private set; }

    public uint Version { get; private init; }

    /// <param name="day">Asia/Ashgabat. Not on the day of a revocation; never when it was issued in error or corrected.</param>
    public bool IsValidOn(DateOnly day) =>
        SignedAt is not null
        && ValidFrom <= day
        && (ValidUntil is not { } last || day <= last)
        && (
            RevokedAt is not { } revoked
            || (
                RevocationReason is not (Certificates.RevocationReason.IssuedInError or Certificates.RevocationReason.Corrected)
                && day < Ashgabat.Day(revoked)
            )
        );

    public CertificateStatus StatusOn(DateOnly day) =>
        RevocationReason is Certificates.RevocationReason.Corrected ? CertificateStatus.Replaced
        : RevokedAt is not null ? CertificateStatus.Revoked
        : SignedAt is null ? CertificateStatus.AwaitingSignature
        : ReplacedBy is not null ? CertificateStatus.Replaced
        : ValidUntil < day ? CertificateStatus.Expired
        : day < ValidFrom ? CertificateStatus.NotYetValid
        : CertificateStatus.Valid;

    /// <returns>True when the last signature has come.</returns>
    public bool Sign(IEnumerable<string> issuers, DateTimeOffset now)
    {
        SignedBy = [.. Issuers.Where(issuer => SignedBy.Contains(issuer) || issuers.Contains(issuer))];
        if (SignedAt is not null || SignedBy.Length < Issuers.Length)
        {
            return false;
        }

        SignedAt = now;
        return true;
    }

    /// <returns>False, and nothing changes, when it has already been revoked.</returns>
    public bool TryRevoke(RevocationReason reason, byte[]? sealedNote, DateTimeOffset now)
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
            builder.Property(c => c.Number).HasMaxLength(70);
            builder.Property(c => c.Programme).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Competence).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Level).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Organization).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.Organizer).HasMaxLength(Codes.MaxLength);
            builder.Property(c => c.RevocationReason).HasMaxLength(30);
            builder.Property(c => c.RevocationNote).IsSealed();
            builder.Property(c => c.Printed).IsSealed();
            builder.Property(c => c.Version).IsRowVersion();
            builder.HasOne<Enrolment>().WithMany().HasForeignKey(c => c.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Course>().WithMany().HasForeignKey(c => c.CourseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(c => c.Number).IsUnique();
            builder.HasIndex(c => new { c.EnrolmentId, c.ValidFrom }).IsUnique().HasFilter("revoked_at is null");
            builder.HasIndex(c => c.Predecessor).IsUnique();
            builder.HasIndex(c => new { c.WorkerId, c.Competence });
        }
    }
}
