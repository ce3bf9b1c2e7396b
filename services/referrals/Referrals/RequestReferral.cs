using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Agreements;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class RequestReferral
{
    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/request", HandleAsync)
            .WithName(nameof(RequestReferral))
            .WithSummary("Send the draft to the receiver. Holds capacity at the site until the deadline of the priority.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralsDb db,
        ReferralDesk desk,
        SiteCapacity capacity,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (referral, refusal) = await desk.TakeUpAsync(id, ReferralLifeCycle.Request, ifMatch, cancellationToken);
        if (referral is null)
        {
            return refusal!;
        }

        var now = clock.GetUtcNow();
        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        if (consent.FindRefusal(referral.Receiver, referral.SharedData, Ashgabat.Day(now)) is { } uncovered)
        {
            return ReferralProblems.ConsentDoesNotCover(uncovered.Reason);
        }

        if (await db.UnlessAgreedAsync(referral.Requester, referral.Receiver, Ashgabat.Day(now), cancellationToken) is { } noAgreement)
        {
            return noAgreement;
        }

        await using var turn = await RequestTurn.WaitAsync(db, referral, cancellationToken);
        var (site, person) = (referral.SiteId, db.ServiceUsers.SamePerson(referral.ServiceUserId));
        if (
            await db.Referrals.AnyAsync(
                r =>
                    r.SiteId == site
                    && person.Contains(r.ServiceUserId)
                    && r.Status != ReferralStatus.Draft
                    && ReferralLifeCycle.Open.Contains(r.Status),
                cancellationToken
            )
        )
        {
            return ReferralProblems.AlreadyReferred;
        }

        var deadline = now + referral.Priority.Within();
        if (await capacity.HoldAsync(referral.Id, referral.SiteId, deadline, cancellationToken) is { } noCapacity)
        {
            return noCapacity;
        }

        referral.RequestUntil(deadline, now);
        return await desk.MoveAsync(referral, ReferralLifeCycle.Request, reason: null, cancellationToken);
    }
}
