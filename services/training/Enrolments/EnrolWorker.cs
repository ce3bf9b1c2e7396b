using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Courses;
using SocialServices.Training.Data;
using SocialServices.Training.Grpc;

namespace SocialServices.Training.Enrolments;

internal static class EnrolWorker
{
    /// <param name="WorkerId">A worker in the registry, active.</param>
    /// <param name="Organization">Code of the organization that sends the worker: its employer.</param>
    public sealed record Request(
        Guid WorkerId,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Organization
    );

    /// <param name="Id">The enrolment.</param>
    /// <param name="CourseId">The course.</param>
    /// <param name="WorkerId">The participant.</param>
    /// <param name="Organization">Who sent the worker.</param>
    /// <param name="EnrolledAt">UTC.</param>
    public sealed record Response(Guid Id, Guid CourseId, Guid WorkerId, string Organization, DateTimeOffset EnrolledAt);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/enrolments", HandleAsync)
            .Idempotent()
            .WithName(nameof(EnrolWorker))
            .AboutPeople("course")
            .WithSummary("Enrol a worker in a course, as the registry knows the worker.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        TrainingDb db,
        RegistryDirectory registry,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var planned = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (!planned.MayBeChangedBy(context, out var refusal))
        {
            return refusal;
        }

        var worker = await registry.FindWorkerAsync(request.WorkerId, cancellationToken);
        if (worker is not { Active: true })
        {
            context.Refuse("worker", request.WorkerId);
            return Problems.Invalid("workerId", worker is null ? "No such worker." : "The worker is not active.");
        }

        if (worker.Organization != request.Organization)
        {
            context.Refuse("worker", request.WorkerId);
            return Problems.Invalid("organization", "The worker does not belong to this organization.");
        }

        await db.BeginAsync(cancellationToken);
        var course = await db.LockCourseAsync(id, cancellationToken);
        if (!course.MayBeChangedBy(context, out refusal))
        {
            return refusal;
        }

        if (!course.TryTakePlace())
        {
            return Problems.Conflict("course-full", "The course is full.", $"It takes {course.Capacity} participants.");
        }

        var enrolment = Of(course, worker, request.WorkerId, clock.GetUtcNow());
        db.Add(enrolment);
        db.Audit("enrol worker", $"enrolment/{enrolment.Id}");
        db.Publish(
            new ParticipantEnrolled(enrolment.Id, id, enrolment.WorkerId, enrolment.Organization)
            {
                EventId = Guid.CreateVersion7(enrolment.EnrolledAt),
                OccurredAt = enrolment.EnrolledAt,
            }
        );

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException refused) when (TrainingDb.IsDuplicate(refused, "ix_enrolments_course_id_worker_id"))
        {
            return Problems.Conflict("already-enrolled", "The worker is enrolled in this course.");
        }

        return TypedResults.Created(
            $"/api/v1/training/courses/{id}/enrolments",
            new Response(enrolment.Id, id, enrolment.WorkerId, enrolment.Organization, enrolment.EnrolledAt)
        );
    }

    private static Enrolment Of(Course course, Worker worker, Guid workerId, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            CourseId = course.Id,
            WorkerId = workerId,
            Organization = worker.Organization,
            Sex = worker.Sex,
            AgeBand = worker.AgeBand,
            Disability = worker.Disability || worker.DisabilityAsked ? worker.Disability : null,
            Place = worker.Place,
            EnrolledAt = now,
        };
}
