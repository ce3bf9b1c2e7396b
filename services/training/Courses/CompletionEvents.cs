using SocialServices.Contracts;
using SocialServices.Contracts.Training;
using SocialServices.Training.Certificates;
using SocialServices.Training.Data;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Courses;

/// <summary>What the others learn when a course is completed.</summary>
internal static class CompletionEvents
{
    public static void Publish(
        TrainingDb db,
        Course course,
        IEnumerable<Enrolment> enrolments,
        AttendanceSheet attendance,
        IEnumerable<Certificate> certificates,
        DateTimeOffset now
    )
    {
        foreach (var enrolment in enrolments)
        {
            db.Publish(
                new ParticipationAssessed(
                    enrolment.Id,
                    course.Id,
                    course.Programme,
                    enrolment.WorkerId,
                    enrolment.Organization,
                    enrolment.Completed is true,
                    attendance.Of(enrolment.Id).Percent,
                    course.EndsOn,
                    new PersonFacts(enrolment.Sex, enrolment.AgeBand, enrolment.Disability, enrolment.Place)
                )
                {
                    EventId = Guid.CreateVersion7(now),
                    OccurredAt = now,
                }
            );
        }

        foreach (var certificate in certificates)
        {
            db.Publish(
                new CertificateIssued(
                    certificate.Id,
                    certificate.WorkerId,
                    certificate.Competence,
                    certificate.Programme,
                    certificate.ValidFrom,
                    certificate.ValidUntil
                )
                {
                    EventId = Guid.CreateVersion7(now),
                    OccurredAt = now,
                }
            );
        }
    }
}
