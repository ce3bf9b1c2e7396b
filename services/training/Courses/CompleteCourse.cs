using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Certificates;
using SocialServices.Training.Data;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Courses;

internal static class CompleteCourse
{
    /// <param name="CourseId">The course.</param>
    /// <param name="State">completed.</param>
    /// <param name="Participants">Everyone who was assessed.</param>
    public sealed record Response(Guid CourseId, CourseState State, IReadOnlyList<Participant> Participants);

    /// <param name="EnrolmentId">The enrolment.</param>
    /// <param name="WorkerId">The participant.</param>
    /// <param name="Completed">True when all requirements were met.</param>
    /// <param name="AttendancePercent">Of all planned sessions, rounded down.</param>
    /// <param name="CertificateNumber">Absent when not completed.</param>
    public sealed record Participant(Guid EnrolmentId, Guid WorkerId, bool Completed, int AttendancePercent, string? CertificateNumber);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/complete", HandleAsync)
            .Idempotent()
            .WithName(nameof(CompleteCourse))
            .AboutPeople("course")
            .WithSummary(
                "Assess every participant and certify those who met the programme's requirements; once, on or after the last day."
            );

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        TrainingDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await db.BeginAsync(cancellationToken);
        var course = await db.LockCourseAsync(id, cancellationToken);
        if (!course.MayBeChangedBy(context, out var refusal))
        {
            return refusal;
        }

        var sessions = await db.Sessions.AsNoTracking().Where(s => s.CourseId == id).OrderBy(s => s.Number).ToListAsync(cancellationToken);
        if (WhyNotYet(course, sessions, clock.Today()) is { } reason)
        {
            return reason;
        }

        var programme = await db.Programmes.AsNoTracking().SingleAsync(p => p.Code == course.Programme, cancellationToken);
        var attendance = await AttendanceSheet.ReadAsync(db, id, cancellationToken);
        var enrolments = await db.Enrolments.Where(e => e.CourseId == id).OrderBy(e => e.Id).ToListAsync(cancellationToken);

        var now = clock.GetUtcNow();
        foreach (var enrolment in enrolments)
        {
            enrolment.Assess(programme, attendance.Of(enrolment.Id));
        }

        var certificates = await CertifyAsync(db, course, programme, enrolments, now, cancellationToken);
        course.Complete(now);
        CompletionEvents.Publish(db, course, enrolments, attendance, certificates.Values, now);
        db.Audit("complete course", $"course/{id}");
        await db.SaveChangesAsync(cancellationToken);

        return TypedResults.Ok(
            new Response(
                id,
                course.State,
                [
                    .. enrolments.Select(e => new Participant(
                        e.Id,
                        e.WorkerId,
                        e.Completed is true,
                        attendance.Of(e.Id).Percent,
                        certificates.GetValueOrDefault(e.Id)?.Number
                    )),
                ]
            )
        );
    }

    private static ProblemHttpResult? WhyNotYet(Course course, List<Session> sessions, DateOnly today)
    {
        if (sessions.Count == 0)
        {
            return Problems.Conflict(
                "course-without-sessions",
                "A course without sessions cannot be completed.",
                "Plan its sessions and record who attended."
            );
        }

        if (today < course.EndsOn)
        {
            return Problems.Conflict("course-not-over", "The course is not over.", $"Its last day is {course.EndsOn:yyyy-MM-dd}.");
        }

        // Forgetting one session's list would cost people their certificates.
        var missing = sessions.Where(session => session.AttendanceTakenAt is null).Select(session => session.Number).ToList();
        return missing.Count == 0
            ? null
            : Problems.Conflict(
                "attendance-missing",
                "Attendance is not recorded for every session.",
                $"Missing: {string.Join(", ", missing)}."
            );
    }

    private static async Task<Dictionary<Guid, Certificate>> CertifyAsync(
        TrainingDb db,
        Course course,
        Programmes.Programme programme,
        List<Enrolment> enrolments,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var certified = enrolments.Where(enrolment => enrolment.Completed is true).ToList();
        var numbers = await CertificateNumbers.TakeAsync(db, course.EndsOn.Year, certified.Count, cancellationToken);
        var certificates = certified
            .Zip(numbers, (enrolment, number) => Certificate.Issue(number, enrolment, course, programme, now))
            .ToList();
        db.AddRange(certificates);
        return certificates.ToDictionary(certificate => certificate.EnrolmentId);
    }
}
