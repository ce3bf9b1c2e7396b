using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Certificates;
using SocialServices.Training.Courses;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Checking;

/// <summary>Reads a certificate with what is printed on it.</summary>
internal sealed class CertificateReader(TrainingDb db, Envelope envelope, TimeProvider clock)
{
    private readonly Dictionary<Guid, (Course Course, Programme Programme)> courses = []; // one request prints many of a course

    /// <summary>What is printed. A certificate from before they were printed has no name: its programme tells the rest.</summary>
    public async Task<(PrintedDetails Printed, Programme Programme)> ReadAsync(Certificate certificate, CancellationToken cancellationToken)
    {
        if (!courses.TryGetValue(certificate.CourseId, out var known))
        {
            var read = await db.Courses.AsNoTracking().SingleAsync(c => c.Id == certificate.CourseId, cancellationToken);
            known = courses[certificate.CourseId] = (read, await db.ProgrammeOfAsync(read, cancellationToken));
        }

        var (course, programme) = known;
        return (
            certificate.Printed is { } printed
                ? envelope.Open<PrintedDetails>(printed, certificate.Id)
                : new PrintedDetails(
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
