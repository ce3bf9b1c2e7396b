using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

internal static class AnswerQuestions
{
    /// <param name="Answers">
    /// All answers given so far, by question: they replace those before. Those to hidden questions are dropped.
    /// </param>
    /// <example>{"answers": {"people": "4", "children": "no", "self-care": "much", "violence": "no"}}</example>
    public sealed record Request([property: Required, MaxLength(500)] IReadOnlyDictionary<string, string> Answers);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPut("/assessments/{id:guid}/answers", HandleAsync)
            .WithName(nameof(AnswerQuestions))
            .AboutPeople("assessment")
            .WithSummary("Save the answers of a draft. Scores are computed by the server only. Needs If-Match.")
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

        var instrument = await assessments.InstrumentOfAsync(assessment, cancellationToken);
        if (AssessmentDesk.FindRefusal(instrument, request.Answers) is { } invalid)
        {
            return Problems.Invalid(invalid);
        }

        if (!assessment.TryAnswer(Scoring.WithoutHidden(instrument, request.Answers), desk))
        {
            return Problems.Conflict("assessment-fixed", "The assessment is not a draft any more.");
        }

        desk.Db.Audit("answer assessment", $"assessment/{id}", $"case/{assessment.CaseId}");
        return await desk.Db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(assessment.Version, AssessmentView.Of(assessment, instrument, desk));
    }
}
