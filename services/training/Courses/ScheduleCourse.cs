using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Data;
using SocialServices.Training.Grpc;

namespace SocialServices.Training.Courses;

internal static class ScheduleCourse
{
    private const int LongestInDays = 366;

    /// <param name="Programme">Code of the training programme.</param>
    /// <param name="Code">The organizer's own number; no other course has it.</param>
    /// <param name="Organizer">Organization code.</param>
    /// <param name="Funders">Organization codes, at most 10.</param>
    /// <param name="Place">Place code; of an online course, where its organizer sits.</param>
    /// <param name="Mode">in-person, online or hybrid.</param>
    /// <param name="StartsOn">First day, Asia/Ashgabat.</param>
    /// <param name="EndsOn">Last day, at most 366 days after the first.</param>
    /// <param name="Capacity">1 to 500 participants.</param>
    /// <param name="Trainers">Ids of the workers who train, at most 20; may be left out.</param>
    public sealed record Request(
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Programme,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Course)] string Code,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Organizer,
        [property: MaxLength(10), NoNulls] string[] Funders,
        [property: Required, MaxLength(20), RegularExpression(Codes.Place)] string Place,
        CourseMode Mode,
        DateOnly StartsOn,
        DateOnly EndsOn,
        [property: Range(1, 500)] int Capacity,
        [property: MaxLength(20)] Guid[]? Trainers = null
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses", HandleAsync)
            .Idempotent()
            .WithName(nameof(ScheduleCourse))
            .WithSummary("Plan a course; the caller acts for its organizer.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

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

        var errors = await CheckAsync(request, db, registry, cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var course = new Course
        {
            Id = Guid.CreateVersion7(now),
            Programme = request.Programme,
            Code = request.Code,
            Organizer = request.Organizer,
            Funders = [.. request.Funders.Distinct()],
            Place = request.Place,
            Mode = request.Mode,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            Capacity = request.Capacity,
            Trainers = [.. (request.Trainers ?? []).Distinct()],
        };
        db.Add(course);
        db.Audit("schedule course", $"course/{course.Id}");
        db.Publish(
            new CourseScheduled(course.Id, course.Programme, course.Organizer, course.Place, course.StartsOn, course.EndsOn)
            {
                EventId = Guid.CreateVersion7(now),
                OccurredAt = now,
            }
        );

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException refused) when (TrainingDb.IsDuplicate(refused, "ix_courses_code"))
        {
            return Problems.Conflict("course-code-taken", "Another course has this code.");
        }

        http.Headers.ETag = ETag.Of(course.Version).ToString();
        return TypedResults.Created($"/api/v1/training/courses/{course.Id}", CourseView.Of(course));
    }

    private static async Task<Dictionary<string, string[]>> CheckAsync(
        Request request,
        TrainingDb db,
        RegistryDirectory registry,
        CancellationToken cancellationToken
    )
    {
        var errors = new Dictionary<string, string[]>();
        if (request.EndsOn < request.StartsOn)
        {
            errors["endsOn"] = ["Before startsOn."];
        }
        else if (request.EndsOn.DayNumber - request.StartsOn.DayNumber > LongestInDays)
        {
            errors["endsOn"] = [$"More than {LongestInDays} days after startsOn."];
        }

        if (!await db.Programmes.AnyAsync(p => p.Code == request.Programme, cancellationToken))
        {
            errors["programme"] = ["No such training programme."];
        }

        if (errors.Count > 0)
        {
            return errors; // the registry is asked only about what makes sense
        }

        var organizations = await registry.KnownOrganizationsAsync([request.Organizer, .. request.Funders], cancellationToken);
        if (!organizations.Contains(request.Organizer))
        {
            errors["organizer"] = ["No such organization."];
        }

        foreach (var i in Unknown(request.Funders, organizations))
        {
            errors[$"funders[{i}]"] = ["No such organization."];
        }

        var trainers = request.Trainers ?? [];
        foreach (var i in Unknown(trainers, await registry.KnownWorkersAsync(trainers, cancellationToken)))
        {
            errors[$"trainers[{i}]"] = ["No such worker."];
        }

        return errors;
    }

    private static IEnumerable<int> Unknown<T>(IReadOnlyList<T> asked, IReadOnlySet<T> known) =>
        Enumerable.Range(0, asked.Count).Where(i => !known.Contains(asked[i]));
}
