namespace SocialServices.Training.Courses;

internal static class GetCourse
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/courses/{id:guid}", HandleAsync)
            .WithName(nameof(GetCourse))
            .WithSummary("Read a course, with its ETag.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<CourseView>, ProblemHttpResult>> HandleAsync(
        Guid id,
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

        return http.Ok(course.Version, CourseView.Of(course, context));
    }
}
