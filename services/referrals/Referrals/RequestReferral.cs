using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Agreements;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class RequestReferral
{
    /// <param name="WaitIfFull">True: when no capacity is free, wait for it on the site's list. False or absent: 409 then.</param>
    /// <example>{"waitIfFull": true}</example>
    public sealed record Request(bool WaitIfFull = false);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/request", HandleAsync)
            .WithName(nameof(RequestReferral))
            .OpenInEmergencies()
            .WithSummary("Send the draft to the receiver. Holds capacity at the site until the deadline of the priority, or waits for it.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request? request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralsDb db,
        ReferralDesk desk,
        ReferralAccess access,
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

        await using var turn = await WaitForTurnAsync(db, referral, cancellationToken);
        var (site, person) = (referral.SiteId, db.ServiceUsers.SamePerson(referral.ServiceUserId));
        var open = db.Referrals.Where(r => r.Status != ReferralStatus.Draft && ReferralLifeCycle.Open.Contains(r.Status));
        if (
            await open.Where(r => r.SiteId == site && person.Contains(r.ServiceUserId))
                .Select(r => r.Number)
                .FirstOrDefaultAsync(cancellationToken) is
            { } number
        )
        {
            var known = await access.VisibleAsync(Sides.Requester, cancellationToken); // it may be of a case that the caller may not know of
            return ReferralProblems.AlreadyReferred(await known.AnyAsync(r => r.Number == number, cancellationToken) ? number : null);
        }

        var deadline = now + referral.Priority.Within();
        if (!referral.IsAdvice)
        {
            // Who waits already comes first: freed capacity is not for whoever happens to ask next.
            var queued = await WaitingList.At(db.Referrals, site).AnyAsync(cancellationToken);
            var full = queued ? SiteCapacity.NoCapacityFree : await capacity.HoldAsync(referral.Id, site, deadline, cancellationToken);
            if (full is not null && !(request?.WaitIfFull is true && SiteCapacity.IsFull(full)))
            {
                return full;
            }

            if (full is not null)
            {
                referral.Wait(now);
            }
        }

        referral.RequestUntil(deadline, now);
        return await desk.MoveAsync(referral, ReferralLifeCycle.Request, reason: null, cancellationToken);
    }

    /// <summary>
    /// Who requests a referral of a person, by whatever of the merged records, to a site comes first, and the next waits: otherwise both
    /// would hold capacity before one of them is refused, and the hold of that one would keep the place from others until its deadline.
    /// </summary>
    private static async Task<SessionLock> WaitForTurnAsync(ReferralsDb db, Referral referral, CancellationToken cancellationToken)
    {
        var id = referral.ServiceUserId;
        var person = await db.ServiceUsers.Where(u => u.Id == id).Select(u => u.MergedInto ?? u.Id).SingleAsync(cancellationToken);
        return await SessionLock.WaitAsync(db, $"request/{person}/{referral.SiteId}", cancellationToken);
    }
}
