using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Courses;

namespace SocialServices.Training.Sessions;

internal static class PlanSession
{
    public const int MaxPerCourse = 200;

    /// <param name="Number">1 to 200, unique in the course.</param>
    /// <param name="MakeUpFor">Number of a cancelled session that it makes up for.</param>
    /// <inheritdoc cref="SessionPlan"/>
    /// <example>{"number": 1, "heldOn": "2021-05-31", "topic": "Stress and families", "startsAt": "09:00:00", "endsAt": "16:30:00", "phase": 1}</example>
    public sealed record Request(
        [property: Range(1, MaxPerCourse)] int Number,
        DateOnly HeldOn,
        string Topic,
        TimeOnly? StartsAt = null,
        TimeOnly? EndsAt = null,
        int? Phase = null,
        string? Place = null,
        string? Link = null,
        [property: Range(1, MaxPerCourse)] int? MakeUpFor = null
    ) : SessionPlan(HeldOn, Topic, StartsAt, EndsAt, Phase, Place, Link);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/sessions", HandleAsync)
            .Idempotent()
            .WithName(nameof(PlanSession))
            .WithSummary("Plan a session of a course, also one that makes up for a cancelled one.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<SessionView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        TrainingDb db,
        CourseWrite write,
        CancellationToken cancellationToken
    )
    {
        var session = new Session
        {
            CourseId = id,
            Number = request.Number,
            HeldOn = request.HeldOn,
            StartsAt = request.StartsAt,
            EndsAt = request.EndsAt,
            Topic = request.Topic,
            Phase = request.Phase,
            Place = request.Place,
            Link = request.Link,
            MakeUpFor = request.MakeUpFor,
        };
        var refusal = await write.PostAsync(
            id,
            new Change("plan session", $"session/{request.Number}"),
            async course =>
            {
                if (request.FaultIn(course) is { } fault)
                {
                    return fault;
                }

                if (
                    request.MakeUpFor is { } missed
                    && !await db.Sessions.AnyAsync(s => s.CourseId == id && s.Number == missed && s.CancelledAt != null, cancellationToken)
                )
                {
                    return Problems.Invalid("makeUpFor", "The course has no such cancelled session.");
                }

                db.Add(session);
                return null;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Created($"/api/v1/training/courses/{id}/sessions", SessionView.Of(session));
    }
}
