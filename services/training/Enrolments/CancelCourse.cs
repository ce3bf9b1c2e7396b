using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class CancelCourse
{
    /// <param name="Reason">Why; kept sealed in the course's history.</param>
    /// <example>{"reason": "The training centre is closed."}</example>
    public sealed record Request(
        [property: Required, MinLength(3), MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Reason
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/cancel", HandleAsync)
            .Idempotent()
            .WithName(nameof(CancelCourse))
            .WithSummary("Cancel a course, with a reason. Every sending organization gets a notice event.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<CourseView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        TrainingDb db,
        CourseWrite write,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        Course? cancelled = null;
        var refusal = await write.PostAsync(
            id,
            new Change("cancel course", "course", request.Reason),
            async course =>
            {
                var now = clock.GetUtcNow();
                var senders = await db
                    .Enrolments.Where(e => e.CourseId == id && e.State != EnrolmentState.Withdrawn)
                    .Select(e => e.Organization)
                    .Distinct()
                    .ToArrayAsync(cancellationToken);
                course.Cancel(now);
                db.Publish(new CourseCancelled(id, course.Programme, course.Organizer, senders));
                cancelled = course;
                return null;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(CourseView.Of(cancelled!, context));
    }
}
