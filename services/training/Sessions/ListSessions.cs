namespace SocialServices.Training.Sessions;

internal static class ListSessions
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/courses/{id:guid}/sessions", HandleAsync)
            .WithName(nameof(ListSessions))
            .WithSummary("List the sessions of a course by number, on one page: there are at most 200.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<SessionView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        TrainingDb db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Courses.AnyAsync(c => c.Id == id, cancellationToken))
        {
            return Problems.NotFound("The course");
        }

        var sessions = await db.Sessions.AsNoTracking().Where(s => s.CourseId == id).OrderBy(s => s.Number).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<SessionView>([.. sessions.Select(SessionView.Of)], null));
    }
}
