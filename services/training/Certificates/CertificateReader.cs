using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Certificates;

/// <summary>Reads a certificate with what is printed on it.</summary>
internal sealed class CertificateReader(TrainingDb db, Envelope envelope)
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
                ? envelope.Open<PrintedDetails>(printed, certificate.Id, nameof(certificate.Printed))
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
}
