using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;

namespace SocialServices.Training.Participation;

internal static class ListEnrolments
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/courses/{id:guid}/enrolments", HandleAsync)
            .WithName(nameof(ListEnrolments))
            .AboutPeople("course")
            .WithSummary("List the participants of a course: all for its organizer, their own for other organizations.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<EnrolmentView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] PageRequest page,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } course)
        {
            return CourseAccess.NotFound;
        }

        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var caller = context.Caller!;
        var (all, own) = (caller.MayActFor(course.Organizer), caller.Organization);
        var programme = await db.ProgrammeOfAsync(course, cancellationToken);
        var attendance = await AttendanceSheet.ReadAsync(db, programme, id, cancellationToken);
        var enrolments = await db
            .Enrolments.AsNoTracking()
            .Where(e => e.CourseId == id && (all || e.Organization == own) && e.Id > after)
            .OrderBy(e => e.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(
            [
                .. enrolments.Select(e =>
                    EnrolmentView.Of(e, attendance.Of(e), programme.AttendanceThreshold, caller.MayActFor(e.Organization), envelope)
                ),
            ],
            enrolment => enrolment.Id.ToString(),
            http
        );
        db.AuditShown("list participants", "enrolment", shown.Items.Select(e => e.Id), $"course/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
