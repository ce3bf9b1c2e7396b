using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

internal static class CompleteAssessment
{
    private static readonly string[] MustBeAnswered = ["This question must be answered."];

    public static void Map(RouteGroupBuilder assess) =>
        assess
            .MapPost("/assessments/{id:guid}/complete", HandleAsync)
            .WithName(nameof(CompleteAssessment))
            .AboutPeople("assessment")
            .WithSummary("Complete an assessment: scores, risk level and needs are computed and fixed. Needs If-Match.")
            .WithDescription("Only by a specialist in social work whose certificate is valid today.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<AssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        AssessmentDesk assessments,
        CertifiedWorkers certified,
        IOptions<AssessmentOptions> rules,
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
        if (AssessmentView.Of(assessment, instrument, desk) is { Status: AssessmentStatus.Draft, Missing: { Count: > 0 } missing })
        {
            return Problems.Invalid(missing.ToDictionary(question => $"answers.{question}", _ => MustBeAnswered));
        }

        if (await certified.FindMissingAsync([new(desk.Me, rules.Value.Competence, desk.Today)], cancellationToken) is { Count: > 0 })
        {
            return Problems.Of(
                StatusCodes.Status403Forbidden,
                ProblemTypes.Of("not-certified"),
                "The acting person is not certified to assess needs today.",
                $"Needed is the competence {rules.Value.Competence}."
            );
        }

        var result = Scoring.Of(instrument, desk.Open<Dictionary<string, string>>(assessment.Answers, id, nameof(assessment.Answers)));
        if (!assessment.TryComplete(result, desk))
        {
            return Problems.Conflict("assessment-fixed", "The assessment is not a draft any more.");
        }

        var db = desk.Db;
        var @case = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == assessment.CaseId, cancellationToken);
        var household = await db.Households.SingleOrDefaultAsync(h => h.Id == assessment.HouseholdId, cancellationToken);
        household?.Assess(desk.Now);
        db.Audit("complete assessment", $"assessment/{id}", $"case/{@case.Id}");
        db.Publish(
            new NeedsAssessed(
                id,
                @case.Id,
                @case.ServiceUserId,
                @case.Organization,
                assessment.Instrument,
                assessment.InstrumentVersion,
                result.Risk is { } risk ? Words.Of(risk) : null,
                result.Needs,
                household?.CampaignId,
                (await desk.PersonOfAsync(@case, cancellationToken)).DemographicsOn(desk.Today)
            )
        );
        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : http.Ok(assessment.Version, AssessmentView.Of(assessment, instrument, desk));
    }
}
