using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Certificates;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Checking;

/// <summary>Reads a certificate with what is printed on it.</summary>
internal sealed class CertificateReader(TrainingDb db, Envelope envelope, TimeProvider clock)
{
    /// <summary>What is printed. A certificate from before they were printed has no name: its programme tells the rest.</summary>
    public async Task<(PrintedFacts Printed, Programme Programme)> ReadAsync(Certificate certificate, CancellationToken cancellationToken)
    {
        var course = await db.Courses.AsNoTracking().SingleAsync(c => c.Id == certificate.CourseId, cancellationToken);
        var programme = await db.ProgrammeOfAsync(course, cancellationToken);
        return (
            certificate.Printed is { } printed
                ? envelope.Open<PrintedFacts>(printed, certificate.Id)
                : new PrintedFacts(
                    "",
                    programme.Name,
                    programme.Level,
                    programme.TrainingDays,
                    programme.Hours,
                    course.StartsOn,
                    course.EndsOn,
                    [.. certificate.Issuers.Select(issuer => new LocalizedText(issuer, issuer, issuer))]
                ),
            programme
        );
    }

    /// <summary>As everybody may see it. What nobody has signed yet is not known to the public.</summary>
    public async Task<CheckedCertificate?> CheckAsync(Certificate? certificate, string? language, CancellationToken cancellationToken)
    {
        if (
            certificate is null
            || certificate.StatusOn(clock.Today()) is CertificateStatus.AwaitingSignature
            || certificate.SignedAt is null
        )
        {
            return null;
        }

        var (printed, _) = await ReadAsync(certificate, cancellationToken);
        var replacedBy = certificate.ReplacedBy is { } id
            ? await db
                .Certificates.Where(c => c.Id == id && c.SignedAt != null)
                .Select(c => c.Number)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        db.Audit("check certificate", $"certificate/{certificate.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return CheckedCertificate.Of(certificate, printed, replacedBy, clock.Today(), language);
    }
}
