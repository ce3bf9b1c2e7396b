using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;

namespace SocialServices.Training.Surveys;

internal static class ReadSurvey
{
    /// <summary>Fewer answers are not shown: one could tell whose they are.</summary>
    public const int MinAnswers = 5;

    /// <param name="Participants">How many were asked.</param>
    /// <param name="Answers">How many answered.</param>
    /// <param name="ResponsePercent">Rounded down.</param>
    /// <param name="Satisfaction">Mean, 1 to 5. Absent below 5 answers and until the course is completed: the answers of one person could be told otherwise.</param>
    /// <param name="Topics">What participants say they learnt; absent as satisfaction is.</param>
    public sealed record Response(
        int Participants,
        int Answers,
        int ResponsePercent,
        double? Satisfaction,
        IReadOnlyList<TopicResult>? Topics
    );

    /// <param name="Topic">For example needs-assessment.</param>
    /// <param name="Answers">How many rated it: at least 5.</param>
    /// <param name="Before">Mean, 1 to 5.</param>
    /// <param name="After">Mean, 1 to 5.</param>
    public sealed record TopicResult(string Topic, int Answers, double Before, double After);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/courses/{id:guid}/survey", HandleAsync)
            .WithName(nameof(ReadSurvey))
            .WithSummary("Read the results of the survey, for the organizer: response rate, and from 5 answers on what they say.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (course is null || CourseAccess.UnlessOrganizer(course, context) is not null)
        {
            return CourseAccess.NotFound;
        }

        var participants = await db.Enrolments.CountAsync(e => e.CourseId == id && e.State == EnrolmentState.Enrolled, cancellationToken);
        var answers = await db.SurveyAnswers.AsNoTracking().Where(a => a.CourseId == id).ToListAsync(cancellationToken);
        var shown = course.State is CourseState.Completed && answers.Count >= MinAnswers;
        return TypedResults.Ok(
            new Response(
                participants,
                answers.Count,
                participants == 0 ? 0 : answers.Count * 100 / participants,
                shown ? Mean(answers.Select(a => a.Satisfaction)) : null,
                shown ? [.. ResultsOf(answers.SelectMany(a => a.Topics))] : null
            )
        );
    }

    private static IEnumerable<TopicResult> ResultsOf(IEnumerable<TopicRating> ratings) =>
        ratings
            .GroupBy(rating => rating.Topic)
            .Where(topic => topic.Count() >= MinAnswers)
            .OrderBy(topic => topic.Key, StringComparer.Ordinal)
            .Select(topic => new TopicResult(
                topic.Key,
                topic.Count(),
                Mean(topic.Select(r => r.Before)),
                Mean(topic.Select(r => r.After))
            ));

    private static double Mean(IEnumerable<int> values) => Math.Round(values.Average(), 2);
}
