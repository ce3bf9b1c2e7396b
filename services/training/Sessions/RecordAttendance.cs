using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.Training.Courses;
using SocialServices.Training.Data;

namespace SocialServices.Training.Sessions;

internal static class RecordAttendance
{
    /// <param name="Attended">Ids of the workers who were there; the others were not. Replaces what was recorded before.</param>
    public sealed record Request([property: Required, MaxLength(500)] Guid[] Attended);

    /// <param name="CourseId">The course.</param>
    /// <param name="Number">The session.</param>
    /// <param name="Attended">How many were there.</param>
    /// <param name="Absent">How many participants were not.</param>
    public sealed record Response(Guid CourseId, int Number, int Attended, int Absent);

    private static readonly string[] NotAParticipant = ["Not a participant of this course."];

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/courses/{id:guid}/sessions/{number:int}/attendance", HandleAsync)
            .WithName(nameof(RecordAttendance))
            .AboutPeople("course")
            .WithSummary("Record who attended a session; may be repeated and corrected until the course is completed.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        int number,
        Request request,
        TrainingDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var course = await db.LockCourseAsync(id, cancellationToken);
        if (!course.MayBeChangedBy(context, out var refusal))
        {
            return refusal;
        }

        if (await db.Sessions.SingleOrDefaultAsync(s => s.CourseId == id && s.Number == number, cancellationToken) is not { } session)
        {
            return Problems.NotFound("The session");
        }

        if (clock.Today() < session.HeldOn)
        {
            return Problems.Conflict(
                "session-not-held",
                "The session has not been held yet.",
                $"It is planned for {session.HeldOn:yyyy-MM-dd}."
            );
        }

        var enrolmentOf = await db.Enrolments.Where(e => e.CourseId == id).ToDictionaryAsync(e => e.WorkerId, e => e.Id, cancellationToken);
        var strangers = request
            .Attended.Index()
            .Where(worker => !enrolmentOf.ContainsKey(worker.Item))
            .ToDictionary(worker => $"attended[{worker.Index}]", _ => NotAParticipant);
        if (strangers.Count > 0)
        {
            return Problems.Invalid(strangers);
        }

        var attended = request.Attended.Select(worker => enrolmentOf[worker]).ToHashSet();
        var before = await db.Attendance.Where(a => a.CourseId == id && a.SessionNumber == number).ToListAsync(cancellationToken);
        db.RemoveRange(before.Where(attendance => !attended.Contains(attendance.EnrolmentId)));
        db.AddRange(
            attended
                .Except(before.Select(attendance => attendance.EnrolmentId))
                .Select(enrolment => new Attendance
                {
                    CourseId = id,
                    SessionNumber = number,
                    EnrolmentId = enrolment,
                })
        );
        session.AttendanceTakenAt = clock.GetUtcNow();
        course.Begin();
        db.Audit("record attendance", $"course/{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Response(id, number, attended.Count, enrolmentOf.Count - attended.Count));
    }
}
