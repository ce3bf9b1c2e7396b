using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class AcceptReferral
{
    /// <param name="WorkerId">
    /// Who will deliver the service: active, of the receiver, and certified today for what the service type asks for.
    /// </param>
    /// <example>{"workerId": "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33"}</example>
    public sealed record Request(Guid WorkerId);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/accept", HandleAsync)
            .WithName(nameof(AcceptReferral))
            .WithSummary("Accept a requested referral and take the capacity that is held for it.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralsDb db,
        ReferralDesk desk,
        ReceivingSites sites,
        Workforce workforce,
        CertifiedWorkers workers,
        SiteCapacity capacity,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (referral, refusal) = await desk.TakeUpAsync(id, ReferralLifeCycle.Accept, ifMatch, cancellationToken);
        if (referral is null)
        {
            return refusal!;
        }

        if (ReferralProblems.UnlessAcceptable(referral) is { } notYet)
        {
            return notYet;
        }

        var today = Ashgabat.Day(clock.GetUtcNow());
        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        if (consent.StatusOn(today) is var status and not ConsentStatus.Valid)
        {
            return ReferralProblems.ConsentDoesNotCover($"The consent is {Words.Of(status)}.");
        }

        if (!await workforce.EmploysAsync(referral.Receiver, request.WorkerId, cancellationToken))
        {
            return Problems.Invalid("workerId", "No active worker of your organization has this id.");
        }

        if (await sites.FindAsync(referral.SiteId, cancellationToken) is not { } site)
        {
            return Problems.Conflict("site-takes-nobody", "The site is no longer in the register.");
        }

        var required = site.RequiredCompetences.Select(competence => new RequiredCompetence(request.WorkerId, competence, today));
        if (await workers.FindMissingAsync([.. required], cancellationToken) is { Count: > 0 } missing)
        {
            return Problems.Invalid(
                "workerId",
                $"The worker does not hold today: {string.Join(", ", missing.Select(one => one.Competence))}."
            );
        }

        if (await capacity.TakeAsync(referral.Id, cancellationToken) is { } noCapacity)
        {
            return noCapacity;
        }

        referral.AssignTo(request.WorkerId);
        return await desk.MoveAsync(referral, ReferralLifeCycle.Accept, reason: null, cancellationToken);
    }
}
