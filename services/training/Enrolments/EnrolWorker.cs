using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class EnrolWorker
{
    /// <param name="WorkerId">A worker of the organization in the registry, active.</param>
    /// <param name="Organization">Code of the organization that sends the worker: its employer. The caller acts for it.</param>
    /// <example>{"workerId": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a20", "organization": "nrcs"}</example>
    public sealed record Request(
        Guid WorkerId,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Organization
    );

    /// <param name="Id">The enrolment.</param>
    /// <param name="CourseId">The course.</param>
    /// <param name="WorkerId">The participant.</param>
    /// <param name="Organization">Who sent the worker.</param>
    /// <param name="State">enrolled, or waiting when the course is full: the next free seat goes to whoever has waited longest.</param>
    /// <param name="WaitingNumber">The order of those who wait; absent with a seat.</param>
    /// <param name="EnrolledAt">UTC.</param>
    /// <param name="Warnings">What may be a mistake, for example another course at the same hour.</param>
    public sealed record Response(
        Guid Id,
        Guid CourseId,
        Guid WorkerId,
        string Organization,
        EnrolmentState State,
        int? WaitingNumber,
        DateTimeOffset EnrolledAt,
        IReadOnlyList<string> Warnings
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/enrolments", HandleAsync)
            .Idempotent()
            .WithName(nameof(EnrolWorker))
            .AboutPeople("course")
            .WithSummary("Enrol a worker in a course, or put the worker on its waiting list. For the employer.")
            .Refuses(
                StatusCodes.Status503ServiceUnavailable,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity
            );

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        TrainingDb db,
        CourseWrite write,
        Enrolling enrolling,
        RegistryDirectory registry,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.MayActFor(request.Organization))
        {
            return NotTheEmployer;
        }

        var planned = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (planned is null)
        {
            return CourseAccess.NotFound;
        }

        if (CourseAccess.UnlessOpen(planned) is { } closed)
        {
            return closed;
        }

        var worker = await registry.FindWorkerAsync(request.WorkerId, cancellationToken);
        if (FaultOf(worker, request.Organization) is { } fault)
        {
            return Problems.Invalid("workerId", fault);
        }

        Enrolment? enrolment = null;
        IReadOnlyList<string> warnings = [];
        var refusal = await write.PostAsync(
            id,
            new Change("enrol worker", $"worker/{request.WorkerId}"),
            async course =>
            {
                var programme = await db.ProgrammeOfAsync(course, cancellationToken);
                var (late, countsFrom) = await enrolling.BeLateAsync(course, programme, cancellationToken);
                if (late is not null)
                {
                    return late;
                }

                var refused = await enrolling.FindRefusedAsync(course, programme, [request.WorkerId], cancellationToken);
                if (refused.TryGetValue(request.WorkerId, out var reason))
                {
                    return Problems.Conflict("cannot-enrol", "The worker cannot enrol in this course.", reason);
                }

                enrolment = await enrolling.AddAsync(course, worker!, countsFrom, cancellationToken);
                warnings = await Clashes.FindAsync(db, id, request.WorkerId, cancellationToken);
                return null;
            },
            cancellationToken,
            refuse: _ => null
        );
        return refusal is not null
            ? refusal
            : TypedResults.Created(
                $"/api/v1/training/courses/{id}/enrolments",
                new Response(
                    enrolment!.Id,
                    id,
                    request.WorkerId,
                    enrolment.Organization,
                    enrolment.State,
                    enrolment.WaitingNumber,
                    enrolment.EnrolledAt,
                    warnings
                )
            );
    }

    public static ProblemHttpResult NotTheEmployer =>
        Problems.Of(
            StatusCodes.Status403Forbidden,
            ProblemTypes.Forbidden,
            "Only the employer enrols a worker.",
            "The caller's token is for another organization."
        );

    /// <returns>Why nobody of this organization can be enrolled as this worker, or null.</returns>
    public static string? FaultOf(Worker? worker, string organization) =>
        worker is null || worker.Organization != organization ? Enrolling.NotYours
        : !worker.Active ? "The worker is not active."
        : null;
}
