using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Sessions;

internal static class CancelSession
{
    /// <param name="Reason">Why; kept sealed in the course's history.</param>
    /// <example>{"reason": "No electricity in the building."}</example>
    public sealed record Request(
        [property: Required, MinLength(3), MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Reason
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/sessions/{number:int}/cancel", HandleAsync)
            .Idempotent()
            .WithName(nameof(CancelSession))
            .WithSummary(
                "Cancel a session that has not been held, with a reason: it counts for nobody. Plan another one to make up for it."
            )
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<SessionView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        int number,
        Request request,
        TrainingDb db,
        CourseWrite write,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        Session? cancelled = null;
        var refusal = await write.PostAsync(
            id,
            new Change("cancel session", $"session/{number}", request.Reason),
            async course =>
            {
                (cancelled, var fault) = await SessionToChange.FindAsync(db, id, number, cancellationToken);
                if (cancelled is { AttendanceTakenAt: not null })
                {
                    return Problems.Conflict("session-held", "The session has been held.", "Its attendance is recorded, and counts.");
                }

                cancelled?.Cancel(clock.GetUtcNow());
                return fault;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(SessionView.Of(cancelled!));
    }
}
