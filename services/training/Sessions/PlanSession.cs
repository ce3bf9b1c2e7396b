using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Courses;
using SocialServices.Training.Data;

namespace SocialServices.Training.Sessions;

internal static class PlanSession
{
    public const int MostPerCourse = 200;

    /// <param name="Number">1 to 200, unique in the course.</param>
    /// <param name="HeldOn">A day of the course.</param>
    /// <param name="Topic">What it is about.</param>
    /// <param name="StartsAt">Local time hh:mm:ss, together with <paramref name="EndsAt"/>.</param>
    /// <param name="EndsAt">Later than <paramref name="StartsAt"/>.</param>
    public sealed record Request(
        [property: Range(1, MostPerCourse)] int Number,
        DateOnly HeldOn,
        [property: Required, MaxLength(300), RegularExpression(Codes.Text)] string Topic,
        TimeOnly? StartsAt = null,
        TimeOnly? EndsAt = null
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/sessions", HandleAsync)
            .Idempotent()
            .WithName(nameof(PlanSession))
            .WithSummary("Plan a session of a course.");

    internal static async Task<Results<Created<SessionView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        await db.BeginAsync(cancellationToken);
        var course = await db.LockCourseAsync(id, cancellationToken);
        if (!course.MayBeChangedBy(context, out var refusal))
        {
            return refusal;
        }

        if (!course.Includes(request.HeldOn))
        {
            return Problems.Invalid("heldOn", $"The course lasts from {course.StartsOn:yyyy-MM-dd} to {course.EndsOn:yyyy-MM-dd}.");
        }

        if (request.StartsAt is null != request.EndsAt is null || request.EndsAt <= request.StartsAt)
        {
            return Problems.Invalid("endsAt", "Give both times or neither; the end is later than the start.");
        }

        var session = new Session
        {
            CourseId = id,
            Number = request.Number,
            HeldOn = request.HeldOn,
            StartsAt = request.StartsAt,
            EndsAt = request.EndsAt,
            Topic = request.Topic,
        };
        db.Add(session);
        db.Audit("plan session", $"course/{id}");

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException refused) when (TrainingDb.IsDuplicate(refused, "pk_sessions"))
        {
            return Problems.Conflict("session-number-taken", "The course has a session with this number.");
        }

        return TypedResults.Created($"/api/v1/training/courses/{id}/sessions", SessionView.Of(session));
    }
}
