using Microsoft.AspNetCore.Mvc;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Courses;

internal static class ListCourses
{
    /// <param name="Programme">Code of the training programme.</param>
    /// <param name="Organizer">Organization code.</param>
    /// <param name="Code">The organizer's own number.</param>
    public sealed record Filter(
        [property: FromQuery(Name = "programme"), MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string? Programme,
        [property: FromQuery(Name = "organizer"), MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string? Organizer,
        [property: FromQuery(Name = "code"), MaxLength(Codes.MaxLength), RegularExpression(Codes.Course)] string? Code
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/courses", HandleAsync)
            .WithName(nameof(ListCourses))
            .WithSummary("List courses in the order in which they were planned, by programme, organizer or code.");

    internal static async Task<Results<Ok<Page<CourseView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter,
        [AsParameters] PageRequest page,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var courses = await db
            .Courses.AsNoTracking()
            .Where(c =>
                (filter.Programme == null || c.Programme == filter.Programme)
                && (filter.Organizer == null || c.Organizer == filter.Organizer)
                && (filter.Code == null || c.Code == filter.Code)
                && c.Id > after
            )
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            page.ToPage([.. courses.Select(course => CourseView.Of(course, context))], course => course.Id.ToString(), http)
        );
    }
}
