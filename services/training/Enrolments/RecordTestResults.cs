using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Enrolments;

internal static class RecordTestResults
{
    /// <param name="PreTest">Percent, 0 to 100; left out = not taken.</param>
    /// <param name="PostTest">Percent, 0 to 100; left out = not taken.</param>
    /// <param name="Reason">Needed when it changes or removes a result that was recorded before.</param>
    /// <example>{"preTest": 40, "postTest": 85}</example>
    public sealed record Request(
        [property: Range(0, 100)] int? PreTest = null,
        [property: Range(0, 100)] int? PostTest = null,
        [property: MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string? Reason = null
    );

    public sealed record Response(Guid EnrolmentId, int? PreTest, int? PostTest);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/courses/{id:guid}/enrolments/{enrolmentId:guid}/test-results", HandleAsync)
            .WithName(nameof(RecordTestResults))
            .AboutPeople("course")
            .WithSummary(
                "Record a participant's test results, both at once; may be corrected, with a reason, until the course is completed."
            )
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid enrolmentId,
        Request request,
        TrainingDb db,
        CourseWrite write,
        CancellationToken cancellationToken
    )
    {
        var change = new Change("record test results", $"enrolment/{enrolmentId}", request.Reason);
        var refusal = await write.PutAsync(
            id,
            change,
            async course =>
            {
                var enrolment = await db.Enrolments.SingleOrDefaultAsync(
                    e => e.CourseId == id && e.Id == enrolmentId && e.State == EnrolmentState.Enrolled,
                    cancellationToken
                );
                if (enrolment is null)
                {
                    return Problems.NotFound("The enrolment");
                }

                if (request is { PreTest: null, PostTest: null })
                {
                    return Problems.Invalid("preTest", "Give the result of at least one test.");
                }

                if (enrolment.WouldCorrect(request.PreTest, request.PostTest) && string.IsNullOrWhiteSpace(request.Reason))
                {
                    return Problems.Invalid("reason", "A result is recorded already. Say why it is corrected.");
                }

                change.Details = new
                {
                    preTest = new[] { enrolment.PreTest, request.PreTest },
                    postTest = new[] { enrolment.PostTest, request.PostTest },
                };
                enrolment.RecordTests(request.PreTest, request.PostTest);
                return null;
            },
            cancellationToken
        );
        return refusal is not null ? refusal : TypedResults.Ok(new Response(enrolmentId, request.PreTest, request.PostTest));
    }
}
