using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Registry;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Participation;

internal static class RecordAttendance
{
    /// <param name="Attended">Ids of the workers, or of the enrolments, who were there; the others were not. Replaces what was recorded before.</param>
    /// <param name="Apologised">Of those who were not there: who said so beforehand.</param>
    /// <param name="Reason">Needed when it corrects what was recorded before.</param>
    /// <example>{"attended": ["017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a20"], "apologised": ["0179c0de-1a00-7c45-b1d2-6f8a90b1c2d3"]}</example>
    public sealed record Request(
        [property: Required, MaxLength(1000)] Guid[] Attended,
        [property: MaxLength(1000)] Guid[]? Apologised = null,
        [property: MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string? Reason = null
    );

    /// <param name="CourseId">The course.</param>
    /// <param name="Number">The session.</param>
    /// <param name="Attended">How many were there.</param>
    /// <param name="Absent">How many participants were not.</param>
    /// <param name="Apologised">How many of the absent had said so beforehand.</param>
    /// <param name="OutOfReach">Enrolments that can no longer reach the attendance threshold, since today.</param>
    public sealed record Response(Guid CourseId, int Number, int Attended, int Absent, int Apologised, IReadOnlyList<Guid> OutOfReach);

    private static readonly string[] NotAParticipant = ["Not a participant of this course."];

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/courses/{id:guid}/sessions/{number:int}/attendance", HandleAsync)
            .WithName(nameof(RecordAttendance))
            .AboutPeople("course")
            .WithSummary("Record who attended a session, all at once; may be corrected, with a reason, until the course is completed.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        int number,
        Request request,
        TrainingDb db,
        CourseWrite write,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        Response? response = null;
        var change = new Change("record attendance", $"session/{number}", request.Reason);
        var refusal = await write.PutAsync(
            id,
            change,
            async course =>
            {
                var (session, fault) = await SessionToChange.FindAsync(db, id, number, cancellationToken);
                if ((fault ?? Fault(session!, request, clock)) is { } refused)
                {
                    return refused;
                }

                var programme = await db.ProgrammeOfAsync(course, cancellationToken);
                if (await TrainerRules.UnlessTrainedAsync(db, programme, course, cancellationToken) is { } untrained)
                {
                    return untrained;
                }

                var participants = await db
                    .Enrolments.Where(e => e.CourseId == id && e.State == EnrolmentState.Enrolled)
                    .ToListAsync(cancellationToken);
                var attended = Resolve(participants, request.Attended, "attended", out var strangers);
                var apologised = Resolve(participants, request.Apologised ?? [], "apologised", out var strangersToo);
                if (strangers.Count + strangersToo.Count > 0)
                {
                    return Problems.Invalid(strangers.Concat(strangersToo).ToDictionary());
                }

                if (apologised.Overlaps(attended))
                {
                    return Problems.Invalid("apologised", "Nobody can be among those who attended and those who apologised.");
                }

                change.Details = await ReplaceAsync(db, session!, attended, apologised, cancellationToken);
                session!.AttendanceTakenAt = clock.GetUtcNow();
                course.Begin();
                await db.SaveChangesAsync(cancellationToken); // so that the count below is of what is recorded now
                var outOfReach = await EarlyWarning.TellAsync(db, course, programme, participants, clock, cancellationToken);
                response = new(id, number, attended.Count, participants.Count - attended.Count, apologised.Count, outOfReach);
                return null;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(response!);
    }

    private static ProblemHttpResult? Fault(Session session, Request request, TimeProvider clock) =>
        Ashgabat.Local(clock.GetUtcNow()) < session.HeldOn.ToDateTime(session.StartsAt ?? TimeOnly.MinValue)
            ? Problems.Conflict(
                "session-not-held",
                "The session has not been held yet.",
                $"It is planned for {session.HeldOn:yyyy-MM-dd} {session.StartsAt:HH:mm}".TrimEnd() + "."
            )
        : session.AttendanceTakenAt is not null && string.IsNullOrWhiteSpace(request.Reason)
            ? Problems.Invalid("reason", "Attendance is recorded already. Say why it is corrected.")
        : null;

    private static HashSet<Guid> Resolve(List<Enrolment> participants, Guid[] ids, string field, out Dictionary<string, string[]> strangers)
    {
        var enrolments = participants.ToDictionary(e => e.Id, e => e.Id);
        foreach (var participant in participants.Where(p => p.WorkerId is not null))
        {
            enrolments[participant.WorkerId!.Value] = participant.Id;
        }

        strangers = ids.Index()
            .Where(given => !enrolments.ContainsKey(given.Item))
            .ToDictionary(given => $"{field}[{given.Index}]", _ => NotAParticipant);
        return [.. ids.Where(enrolments.ContainsKey).Select(given => enrolments[given])];
    }

    /// <returns>For the history: who was added and who was removed.</returns>
    private static async Task<object> ReplaceAsync(
        TrainingDb db,
        Session session,
        HashSet<Guid> attended,
        HashSet<Guid> apologised,
        CancellationToken cancellationToken
    )
    {
        var (course, number) = (session.CourseId, session.Number);
        var before = await db.Attendance.Where(a => a.CourseId == course && a.SessionNumber == number).ToListAsync(cancellationToken);
        var removed = before.Where(attendance => !attended.Contains(attendance.EnrolmentId)).ToList();
        var added = attended.Except(before.Select(attendance => attendance.EnrolmentId)).ToList();
        db.RemoveRange(removed);
        db.AddRange(
            added.Select(enrolment => new Attendance
            {
                CourseId = course,
                SessionNumber = number,
                EnrolmentId = enrolment,
            })
        );
        var apologies = await db.Apologies.Where(a => a.CourseId == course && a.SessionNumber == number).ToListAsync(cancellationToken);
        db.RemoveRange(apologies.Where(apology => !apologised.Contains(apology.EnrolmentId)));
        db.AddRange(
            apologised
                .Except(apologies.Select(apology => apology.EnrolmentId))
                .Select(enrolment => new Apology
                {
                    CourseId = course,
                    SessionNumber = number,
                    EnrolmentId = enrolment,
                })
        );
        return new { added, removed = removed.Select(attendance => attendance.EnrolmentId) };
    }
}
