using System.Text.Json;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Training.Courses;

internal static class ReadCourseHistory
{
    /// <param name="At">UTC.</param>
    /// <param name="Actor">The client that made the change.</param>
    /// <param name="Organization">The organization that the client acts for.</param>
    /// <param name="Action">For example move session.</param>
    /// <param name="Subject">What of the course, for example session/3.</param>
    /// <param name="Details">What it was and what it became.</param>
    /// <param name="Reason">Why, where a reason was asked for.</param>
    public sealed record Entry(
        DateTimeOffset At,
        string Actor,
        string? Organization,
        string Action,
        string Subject,
        JsonDocument? Details,
        string? Reason
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/courses/{id:guid}/history", HandleAsync)
            .WithName(nameof(ReadCourseHistory))
            .WithSummary("Read every change of a course, the oldest first. For its organizer.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] PageRequest page,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (course is null || CourseAccess.UnlessOrganizer(course, context) is not null)
        {
            return CourseAccess.NotFound; // who works on a course is not public
        }

        var changes = await db
            .CourseChanges.AsNoTracking()
            .Where(c => c.CourseId == id && c.Id > after)
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        db.Audit("read course history", $"course/{id}");
        await db.SaveChangesAsync(cancellationToken);
        var found = page.ToPage(changes, c => c.Id.ToString(), http);
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(
            new Page<Entry>(
                [
                    .. found.Items.Select(c => new Entry(
                        c.At,
                        c.Actor,
                        c.Organization,
                        c.Action,
                        c.Subject,
                        c.Details,
                        c.Reason is null ? null : envelope.Open<string>(c.Reason, c.Id, nameof(c.Reason))
                    )),
                ],
                found.After
            )
        );
    }
}
