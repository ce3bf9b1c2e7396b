using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class AddProvisionalParticipant
{
    /// <param name="Name">As the person writes it; kept sealed, for the organizer only.</param>
    /// <example>{"name": "Ogulgerek Annaberdiýewa"}</example>
    public sealed record Request([property: Required, MaxLength(200), RegularExpression(Codes.Text)] string Name);

    public sealed record Response(Guid Id, Guid CourseId, EnrolmentState State);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/provisional-participants", HandleAsync)
            .Idempotent()
            .WithName(nameof(AddProvisionalParticipant))
            .WithSummary("Add somebody who walked in. The employer says later which worker it is; without that there is no certificate.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        TrainingDb db,
        CourseWrite write,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        Enrolment? enrolment = null;
        var refusal = await write.PostAsync(
            id,
            new Change("add provisional participant", "enrolment"),
            course =>
            {
                if (!course.TryTakeSeat())
                {
                    return Task.FromResult<ProblemHttpResult?>(Problems.Conflict("course-full", "The course is full."));
                }

                enrolment = Enrolment.Of(course, null, request.Name, null, envelope, clock.GetUtcNow());
                db.Add(enrolment);
                return Task.FromResult<ProblemHttpResult?>(null);
            },
            cancellationToken
        );
        return refusal is not null
            ? refusal
            : TypedResults.Created($"/api/v1/training/courses/{id}/enrolments", new Response(enrolment!.Id, id, enrolment.State));
    }
}
