using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class WithdrawEnrolment
{
    /// <param name="Reason">Why; kept sealed in the course's history.</param>
    /// <example>{"reason": "The worker has another duty."}</example>
    public sealed record Request(
        [property: Required, MinLength(3), MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Reason
    );

    public sealed record Response(Guid Id, EnrolmentState State);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/enrolments/{enrolmentId:guid}/withdraw", HandleAsync)
            .Idempotent()
            .WithName(nameof(WithdrawEnrolment))
            .WithSummary("Withdraw an enrolment, with a reason; the seat goes to whoever has waited longest. For employer and organizer.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid enrolmentId,
        Request request,
        TrainingDb db,
        CourseWrite write,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var refusal = await write.PostAsync(
            id,
            new Change("withdraw enrolment", $"enrolment/{enrolmentId}", request.Reason),
            async course =>
            {
                var enrolment = await db.Enrolments.SingleOrDefaultAsync(e => e.CourseId == id && e.Id == enrolmentId, cancellationToken);
                if (enrolment is null || !(MayActFor(course.Organizer) || MayActFor(enrolment.Organization)))
                {
                    return Problems.NotFound("The enrolment");
                }

                if (enrolment.State is EnrolmentState.Withdrawn)
                {
                    return Problems.Conflict("already-withdrawn", "The enrolment is already withdrawn.");
                }

                var (now, hadSeat) = (clock.GetUtcNow(), enrolment.State is EnrolmentState.Enrolled);
                enrolment.Withdraw(now);
                if (hadSeat)
                {
                    course.GiveSeatBack();
                    Tell(db, enrolment, now);
                    await WaitingList.MoveUpAsync(db, course, now, cancellationToken);
                }

                return null;
            },
            cancellationToken,
            refuse: _ => null
        );
        return refusal is not null ? refusal : TypedResults.Ok(new Response(enrolmentId, EnrolmentState.Withdrawn));

        bool MayActFor(string organization) => context.Caller!.MayActFor(organization);
    }

    private static void Tell(TrainingDb db, Enrolment enrolment, DateTimeOffset now)
    {
        if (enrolment.WorkerId is { } worker)
        {
            db.Publish(new ParticipantWithdrawn(enrolment.Id, enrolment.CourseId, worker, enrolment.Organization));
        }
    }
}
