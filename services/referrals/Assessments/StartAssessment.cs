using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Referrals.Assessments;

internal static class StartAssessment
{
    /// <param name="Instrument">Code; its newest version is answered.</param>
    /// <param name="HouseholdId">The household of a needs-assessment campaign that it is for.</param>
    /// <example>{"instrument": "needs-assessment"}</example>
    public sealed record Request([property: Required, MaxLength(50)] string Instrument, Guid? HouseholdId = null);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/assessments", HandleAsync)
            .Idempotent()
            .WithName(nameof(StartAssessment))
            .AboutPeople("case")
            .WithSummary("Begin to assess the needs of a service user: a draft, whose answers follow.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<AssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (@case, refusal) = await desk.FindOpenCaseAsync(id, cancellationToken);
        if (@case is null)
        {
            return refusal!;
        }

        var (db, organization) = (desk.Db, desk.Organization);
        if (
            await db
                .Instruments.AsNoTracking()
                .Where(i => i.Code == request.Instrument)
                .OrderByDescending(i => i.Version)
                .FirstOrDefaultAsync(cancellationToken)
            is not { } instrument
        )
        {
            return Problems.Invalid("instrument", "No instrument has this code.");
        }

        if (
            request.HouseholdId is { } household
            && !await db.Households.AnyAsync(h => h.Id == household && h.Organization == organization, cancellationToken)
        )
        {
            return Problems.Invalid("householdId", "No household of a campaign of your organization has this id.");
        }

        var assessment = Assessment.Start(id, instrument, request.HouseholdId, desk);
        db.Add(assessment);
        db.Audit("start assessment", $"case/{id}", $"assessment/{assessment.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Created(
            $"/api/v1/referrals/assessments/{assessment.Id}",
            assessment.Version,
            AssessmentView.Of(assessment, instrument.Read(), desk)
        );
    }
}
