using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Programmes;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Courses;

internal static class ScheduleCourse
{
    /// <param name="Programme">Code of the training programme.</param>
    /// <param name="Code">The organizer's own number; no other course has it.</param>
    /// <param name="Organizer">Organization code; one of those that may organize the programme's courses.</param>
    /// <inheritdoc cref="CoursePlan"/>
    /// <example>
    /// {"programme": "strong-families-facilitators", "code": "SFP-2021-ASH/1", "organizer": "mlspp", "funders": ["usaid"], "place": "TM-S",
    /// "mode": "in-person", "startsOn": "2021-05-31", "endsOn": "2021-07-06", "capacity": 20, "trainers": ["017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33"]}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Programme,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Course)] string Code,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Organizer,
        string[] Funders,
        string Place,
        CourseMode Mode,
        DateOnly StartsOn,
        DateOnly EndsOn,
        int Capacity,
        Guid[]? Trainers = null,
        string? Link = null
    ) : CoursePlan(Funders, Place, Mode, StartsOn, EndsOn, Capacity, Trainers, Link);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses", HandleAsync)
            .Idempotent()
            .WithName(nameof(ScheduleCourse))
            .WithSummary("Plan a course; the caller acts for its organizer.")
            .WithDescription("Only an organization that the programme names may organize its courses.")
            .Refuses(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<CourseView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpResponse http,
        TrainingDb db,
        RegistryDirectory registry,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.MayActFor(request.Organizer))
        {
            return CourseAccess.NotTheOrganizer;
        }

        if (
            await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == request.Programme, cancellationToken)
            is not { } programme
        )
        {
            return Problems.Invalid("programme", "No such training programme.");
        }

        if (!programme.MayBeOrganizedBy(request.Organizer))
        {
            return Problems.Invalid("organizer", "Does not organize courses of this programme.");
        }

        if (await request.CheckAsync(programme, db, registry, context, cancellationToken) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var course = new Course
        {
            Id = Guid.CreateVersion7(now),
            Programme = programme.Code,
            ProgrammeVersion = programme.Version,
            Code = request.Code,
            Organizer = request.Organizer,
            Funders = [.. request.Funders.Distinct()],
            Place = request.Place,
            Mode = request.Mode,
            Link = request.Link,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            Capacity = request.Capacity,
            Trainers = [.. (request.Trainers ?? []).Distinct()],
        };
        db.Add(course);
        db.Audit("schedule course", $"course/{course.Id}");
        db.Publish(new CourseScheduled(course.Id, course.Programme, course.Organizer, course.Place, course.StartsOn, course.EndsOn));
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Created($"/api/v1/training/courses/{course.Id}", course.Version, CourseView.Of(course, context));
    }
}
