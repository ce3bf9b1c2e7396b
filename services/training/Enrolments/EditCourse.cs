using Microsoft.AspNetCore.Mvc;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class EditCourse
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/courses/{id:guid}", HandleAsync)
            .WithName(nameof(EditCourse))
            .WithSummary("Change the plan of a course. Needs If-Match.")
            .WithDescription(
                "Replaces the whole plan. Its days include every session; who waits moves up when the capacity grows. Programme, code and organizer stay."
            )
            .ChangesRecord(StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Results<Ok<CourseView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CoursePlan request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpResponse http,
        TrainingDb db,
        CourseWrite write,
        RegistryDirectory registry,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var planned = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (planned is null || CourseAccess.UnlessOrganizer(planned, context) is not null)
        {
            return planned is null ? CourseAccess.NotFound : CourseAccess.NotTheOrganizer;
        }

        var programme = await db.ProgrammeOfAsync(planned, cancellationToken);
        if (await request.CheckAsync(programme, db, registry, context, cancellationToken) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        Course? edited = null;
        var change = new Change("edit course", "course");
        var refusal = await write.PutAsync(
            id,
            change,
            async course =>
            {
                var strayed = await db.Sessions.AnyAsync(
                    s => s.CourseId == id && s.CancelledAt == null && (s.HeldOn < request.StartsOn || s.HeldOn > request.EndsOn),
                    cancellationToken
                );
                if (strayed)
                {
                    return Problems.Invalid("endsOn", "A session lies outside these days. Move or cancel it first.");
                }

                if (request.Capacity < course.Enrolled)
                {
                    return Problems.Invalid("capacity", $"{course.Enrolled} are enrolled.");
                }

                var trainers = request.Trainers ?? [];
                if (await db.Enrolments.AnyAsync(e => e.CourseId == id && trainers.Contains(e.WorkerId!.Value), cancellationToken))
                {
                    return Problems.Invalid("trainers", "A participant of the course does not train it.");
                }

                change.Details = Differences(course, request);
                Apply(course, request);
                await WaitingList.MoveUpAsync(db, course, clock.GetUtcNow(), cancellationToken);
                edited = course;
                return null;
            },
            cancellationToken,
            ifMatch: course => ToChange.UnlessCurrent(ifMatch, course.Version)
        );
        if (refusal is not null)
        {
            return refusal;
        }

        return http.Ok(edited!.Version, CourseView.Of(edited, context));
    }

    private static void Apply(Course course, CoursePlan plan)
    {
        (course.Funders, course.Place, course.Mode, course.Link) = ([.. plan.Funders.Distinct()], plan.Place, plan.Mode, plan.Link);
        (course.StartsOn, course.EndsOn, course.Capacity) = (plan.StartsOn, plan.EndsOn, plan.Capacity);
        course.Trainers = [.. (plan.Trainers ?? []).Distinct()];
        course.Revision++;
    }

    private static Dictionary<string, object[]> Differences(Course before, CoursePlan after)
    {
        var changes = new Dictionary<string, object[]>();
        Add("place", before.Place, after.Place);
        Add("mode", before.Mode, after.Mode);
        Add("startsOn", before.StartsOn, after.StartsOn);
        Add("endsOn", before.EndsOn, after.EndsOn);
        Add("capacity", before.Capacity, after.Capacity);
        Add("funders", string.Join(' ', before.Funders), string.Join(' ', after.Funders.Distinct()));
        Add("trainers", string.Join(' ', before.Trainers), string.Join(' ', (after.Trainers ?? []).Distinct()));
        return changes;

        void Add(string field, object from, object to)
        {
            if (!from.Equals(to))
            {
                changes[field] = [from, to];
            }
        }
    }
}
