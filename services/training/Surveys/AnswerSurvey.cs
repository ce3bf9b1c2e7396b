using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;

namespace SocialServices.Training.Surveys;

internal static class AnswerSurvey
{
    /// <param name="Answers">1 to 500 answers, each from one participant, without saying who.</param>
    /// <example>{"answers": [{"satisfaction": 5, "topics": [{"topic": "needs-assessment", "before": 2, "after": 4}]}, {"satisfaction": 4, "topics": []}]}</example>
    public sealed record Request([property: MinLength(1), MaxLength(500), NoNulls] IReadOnlyList<Answer> Answers);

    /// <param name="Satisfaction">1 to 5.</param>
    /// <param name="Topics">At most 50 topics.</param>
    public sealed record Answer(
        [property: Range(1, 5)] int Satisfaction,
        [property: MaxLength(50), NoNulls] IReadOnlyList<TopicRating> Topics
    );

    /// <param name="Answers">How many there are now.</param>
    public sealed record Response(int Answers);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/courses/{id:guid}/survey", HandleAsync)
            .Idempotent()
            .WithName(nameof(AnswerSurvey))
            .WithSummary("Hand in anonymous answers to the survey, before the course is completed.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        TrainingDb db,
        CourseWrite write,
        CancellationToken cancellationToken
    )
    {
        var answers = 0;
        var refusal = await write.PostAsync(
            id,
            new Change("hand in survey answers", "survey"),
            async course =>
            {
                var participants = await db.Enrolments.CountAsync(
                    e => e.CourseId == id && e.State == EnrolmentState.Enrolled,
                    cancellationToken
                );
                answers = request.Answers.Count + await db.SurveyAnswers.CountAsync(a => a.CourseId == id, cancellationToken);
                if (answers > participants)
                {
                    return Problems.Invalid("answers", $"More answers than participants, who are {participants}.");
                }

                db.AddRange(
                    request.Answers.Select(answer => new SurveyAnswer
                    {
                        Id = Guid.NewGuid(),
                        CourseId = id,
                        Satisfaction = answer.Satisfaction,
                        Topics = answer.Topics,
                    })
                );
                return null;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(new Response(answers));
    }
}
