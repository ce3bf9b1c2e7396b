using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Sessions;

internal static class MoveSession
{
    /// <param name="Reason">Why, for the course's history.</param>
    /// <inheritdoc cref="SessionPlan"/>
    /// <example>{"heldOn": "2021-06-02", "topic": "Stress and families", "startsAt": "09:00:00", "endsAt": "16:30:00", "phase": 1, "reason": "The trainer is ill."}</example>
    public sealed record Request(
        DateOnly HeldOn,
        string Topic,
        TimeOnly? StartsAt = null,
        TimeOnly? EndsAt = null,
        int? Phase = null,
        string? Place = null,
        string? Link = null,
        [property: MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string? Reason = null
    ) : SessionPlan(HeldOn, Topic, StartsAt, EndsAt, Phase, Place, Link);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/courses/{id:guid}/sessions/{number:int}", HandleAsync)
            .WithName(nameof(MoveSession))
            .WithSummary("Move a session to another day, hour or place, or change its topic, until its attendance is recorded.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<SessionView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        int number,
        Request request,
        TrainingDb db,
        CourseWrite write,
        CancellationToken cancellationToken
    )
    {
        Session? moved = null;
        var change = new Change("move session", $"session/{number}", request.Reason);
        var refusal = await write.PutAsync(
            id,
            change,
            async course =>
            {
                (moved, var fault) = await SessionToChange.FindAsync(db, id, number, cancellationToken);
                if ((fault ?? request.FaultIn(course)) is { } refused)
                {
                    return refused;
                }

                if (moved!.AttendanceTakenAt is not null)
                {
                    return Problems.Conflict("session-held", "The session has been held.", "Its attendance is recorded.");
                }

                change.Details = new
                {
                    heldOn = new[] { moved.HeldOn, request.HeldOn },
                    startsAt = new[] { moved.StartsAt, request.StartsAt },
                    endsAt = new[] { moved.EndsAt, request.EndsAt },
                    topic = new[] { moved.Topic, request.Topic },
                    place = new[] { moved.Place, request.Place },
                };
                moved.Move(request);
                return null;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(SessionView.Of(moved!));
    }
}
