using SocialServices.Contracts;
using SocialServices.Contracts.Training;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Participation;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Completion;

/// <summary>What the others learn when a course is completed.</summary>
internal static class CompletionEvents
{
    public static async Task PublishAsync(
        TrainingDb db,
        Course course,
        Programme programme,
        IReadOnlyList<Enrolment> enrolments,
        AttendanceSheet attendance,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var enrolment in enrolments.Where(e => e.WorkerId is not null))
        {
            db.Publish(
                new ParticipationAssessed(
                    enrolment.Id,
                    course.Id,
                    course.Programme,
                    enrolment.WorkerId!.Value,
                    enrolment.Organization,
                    enrolment.Completed is true,
                    attendance.Of(enrolment).Percent,
                    course.EndsOn,
                    new Demographics(enrolment.Sex, enrolment.AgeBand, enrolment.Disability, enrolment.Place),
                    enrolment.PreTest,
                    enrolment.PostTest
                )
            );
        }

        var answers = await db.SurveyAnswers.CountAsync(a => a.CourseId == course.Id, cancellationToken);
        db.Publish(
            new CourseCompleted(
                course.Id,
                course.Programme,
                course.Organizer,
                course.EndsOn,
                enrolments.Count,
                enrolments.Count(enrolment => enrolment.Completed is true),
                answers,
                course.Trainers.Length,
                programme.TrainerLevel
            )
        );
    }
}
