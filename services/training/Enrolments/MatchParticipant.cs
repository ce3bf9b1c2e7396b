using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class MatchParticipant
{
    /// <param name="WorkerId">A worker of the organization in the registry, active.</param>
    /// <param name="Organization">Code of the worker's employer. The caller acts for it.</param>
    /// <param name="Merge">True: the worker is enrolled already, and the walk-in is the same person. Cannot be undone.</param>
    /// <example>{"workerId": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a01", "organization": "nrcs"}</example>
    public sealed record Request(
        Guid WorkerId,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Organization,
        bool Merge = false
    );

    /// <param name="EnrolmentId">The enrolment that has the attendance now: another one, when the worker was enrolled beside it.</param>
    /// <param name="WorkerId">The worker.</param>
    public sealed record Response(Guid EnrolmentId, Guid WorkerId);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/courses/{id:guid}/provisional-participants/{enrolmentId:guid}/worker", HandleAsync)
            .WithName(nameof(MatchParticipant))
            .WithSummary("Say which worker a provisional participant is; attendance goes along. For the employer.")
            .Refuses(
                StatusCodes.Status503ServiceUnavailable,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity
            );

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid enrolmentId,
        Request request,
        TrainingDb db,
        CourseWrite write,
        Enrolling enrolling,
        RegistryDirectory registry,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.MayActFor(request.Organization))
        {
            return EnrolWorker.NotTheEmployer;
        }

        var worker = await registry.FindWorkerAsync(request.WorkerId, cancellationToken);
        if (EnrolWorker.FaultOf(worker, request.Organization) is { } fault)
        {
            return Problems.Invalid("workerId", fault);
        }

        var matched = enrolmentId;
        var change = new Change("match participant", $"enrolment/{enrolmentId}") { Details = new { request.WorkerId } };
        var refusal = await write.PutAsync(
            id,
            change,
            async course =>
            {
                var provisional = await db.Enrolments.SingleOrDefaultAsync(
                    e => e.CourseId == id && e.Id == enrolmentId && e.WorkerId == null && e.State == EnrolmentState.Enrolled,
                    cancellationToken
                );
                if (provisional is null)
                {
                    return Problems.NotFound("The provisional participant");
                }

                var now = clock.GetUtcNow();
                var enrolled = await db.Enrolments.SingleOrDefaultAsync(
                    e => e.CourseId == id && e.WorkerId == request.WorkerId && e.State != EnrolmentState.Withdrawn,
                    cancellationToken
                );
                if (enrolled is not null && !request.Merge)
                {
                    return Problems.Conflict(
                        "already-enrolled",
                        "The worker is enrolled in this course already.",
                        "Send merge = true only if the walk-in is this same person: their attendance becomes one, and stays so."
                    );
                }

                if (enrolled is not null)
                {
                    change.Details = new { request.WorkerId, merged = enrolled.Id };
                    await MergeAsync(db, course, provisional, enrolled, now, cancellationToken);
                    matched = enrolled.Id;
                    return null;
                }

                var programme = await db.ProgrammeOfAsync(course, cancellationToken);
                var refused = await enrolling.FindRefusedAsync(course, programme, [request.WorkerId], cancellationToken);
                if (refused.TryGetValue(request.WorkerId, out var reason))
                {
                    return Problems.Conflict("cannot-enrol", "The worker cannot enrol in this course.", reason);
                }

                provisional.Match(worker!);
                provisional.Name = worker!.FullName is ""
                    ? provisional.Name
                    : envelope.Seal(worker.FullName, provisional.Id, nameof(provisional.Name));
                Enrolling.Tell(db, provisional, now);
                return null;
            },
            cancellationToken,
            refuse: _ => null
        );
        return refusal is not null ? refusal : TypedResults.Ok(new Response(matched, request.WorkerId));
    }

    private static async Task MergeAsync(
        TrainingDb db,
        Course course,
        Enrolment provisional,
        Enrolment enrolled,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into attendance (course_id, session_number, enrolment_id)
            select course_id, session_number, {enrolled.Id} from attendance where enrolment_id = {provisional.Id}
            on conflict do nothing
            """,
            cancellationToken
        );
        provisional.Withdraw(now);
        course.GiveSeatBack();
        if (enrolled.State is EnrolmentState.Waiting)
        {
            course.TryTakeSeat(); // the seat that was the walk-in's
            enrolled.MoveUp();
            Enrolling.Tell(db, enrolled, now);
            return;
        }

        await WaitingList.MoveUpAsync(db, course, now, cancellationToken);
    }
}
