using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Data;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Enrolments;

internal static class ListEnrolments
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/courses/{id:guid}/enrolments", HandleAsync)
            .WithName(nameof(ListEnrolments))
            .AboutPeople("course")
            .WithSummary("The participants of a course: all for its organizer, their own for other organizations.");

    internal static async Task<Results<Ok<Page<EnrolmentView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] PageRequest page,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } course)
        {
            return Problems.NotFound("The course");
        }

        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var (all, own) = (context.Caller!.MayActFor(course.Organizer), context.Caller.Organization);
        var threshold = await db
            .Programmes.Where(p => p.Code == course.Programme)
            .Select(p => p.AttendanceThreshold)
            .SingleAsync(cancellationToken);
        var attendance = await AttendanceSheet.ReadAsync(db, id, cancellationToken);
        var enrolments = await db
            .Enrolments.AsNoTracking()
            .Where(e => e.CourseId == id && (all || e.Organization == own) && e.Id > after)
            .OrderBy(e => e.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(
            [.. enrolments.Select(e => EnrolmentView.Of(e, attendance.Of(e.Id), threshold))],
            enrolment => enrolment.Id.ToString(),
            http
        );
        db.AuditShown("list participants", "enrolment", shown.Items.Select(e => e.Id), $"course/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
