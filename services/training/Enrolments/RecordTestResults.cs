using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.Training.Courses;
using SocialServices.Training.Data;

namespace SocialServices.Training.Enrolments;

internal static class RecordTestResults
{
    /// <param name="PreTest">Percent, 0 to 100; left out = not taken.</param>
    /// <param name="PostTest">Percent, 0 to 100; left out = not taken.</param>
    public sealed record Request([property: Range(0, 100)] int? PreTest = null, [property: Range(0, 100)] int? PostTest = null);

    public sealed record Response(Guid EnrolmentId, int? PreTest, int? PostTest);

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/courses/{id:guid}/enrolments/{enrolmentId:guid}/test-results", HandleAsync)
            .WithName(nameof(RecordTestResults))
            .AboutPeople("course")
            .WithSummary("Record a participant's test results, both at once; may be repeated and corrected until the course is completed.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid enrolmentId,
        Request request,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var course = await db.LockCourseAsync(id, cancellationToken);
        if (!course.MayBeChangedBy(context, out var refusal))
        {
            return refusal;
        }

        if (await db.Enrolments.SingleOrDefaultAsync(e => e.CourseId == id && e.Id == enrolmentId, cancellationToken) is not { } enrolment)
        {
            return Problems.NotFound("The enrolment");
        }

        enrolment.RecordTests(request.PreTest, request.PostTest);
        db.Audit("record test results", $"enrolment/{enrolmentId}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Response(enrolmentId, enrolment.PreTest, enrolment.PostTest));
    }
}
