using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

internal static class EnterAssessmentInError
{
    /// <param name="Reason">It must not name anybody: it stands in the audit log.</param>
    /// <example>{"reason": "The answers belong to another case."}</example>
    public sealed record Request([property: Required, MinLength(3), MaxLength(200)] string Reason);

    public static void Map(RouteGroupBuilder assess) =>
        assess
            .MapPost("/assessments/{id:guid}/enter-in-error", HandleAsync)
            .WithName(nameof(EnterAssessmentInError))
            .AboutPeople("assessment")
            .WithSummary("Mark an assessment as entered in error: it leaves every count. Its record stays. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<AssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        AssessmentDesk assessments,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var found = await assessments.FindToChangeAsync(id, ifMatch, cancellationToken);
        if (!found.IsAllowed(out var assessment, out var refusal))
        {
            return refusal;
        }

        var counted = assessment.Status is AssessmentStatus.Completed;
        if (!assessment.TryEnterInError())
        {
            return Problems.Conflict("assessment-fixed", "The assessment is marked as entered in error already.");
        }

        desk.Db.Audit("enter assessment in error", $"assessment/{id}", request.Reason);
        if (counted)
        {
            desk.Db.Publish(new AssessmentEnteredInError(id, assessment.CaseId));
        }

        var instrument = await assessments.InstrumentOfAsync(assessment, cancellationToken);
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(assessment.Version, AssessmentView.Of(assessment, instrument, desk));
    }
}
