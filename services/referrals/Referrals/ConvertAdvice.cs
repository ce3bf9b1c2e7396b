using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class ConvertAdvice
{
    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/convert", HandleAsync)
            .WithName(nameof(ConvertAdvice))
            .WithSummary("Turn a request for advice into a referral under the same number. Holds capacity; the deadline begins now.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk care,
        ReferralDesk desk,
        SiteCapacity capacity,
        CancellationToken cancellationToken
    )
    {
        var (referral, refusal) = await desk.TakeUpAsync(id, ReferralLifeCycle.Convert, ifMatch, cancellationToken);
        if (referral is null)
        {
            return refusal!;
        }

        if (!referral.IsAdvice)
        {
            return Problems.Conflict("no-advice", "This is a referral already.");
        }

        var consent = await care.Db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        if (consent.FindRefusal(referral.Receiver, referral.SharedData, care.Today) is { } uncovered)
        {
            return ReferralProblems.ConsentDoesNotCover(uncovered.Reason);
        }

        if (await WaitingList.At(care.Db.Referrals, referral.SiteId).AnyAsync(cancellationToken))
        {
            return SiteCapacity.NoCapacityFree; // who waits comes first
        }

        var deadline = care.Now + referral.Priority.Within();
        if (await capacity.HoldAsync(id, referral.SiteId, deadline, cancellationToken) is { } noCapacity)
        {
            return noCapacity;
        }

        referral.Convert(deadline, care.Now);
        care.Db.Audit("convert advice into referral", $"referral/{id}");
        return await desk.MoveAsync(referral, ReferralLifeCycle.Convert, null, cancellationToken);
    }
}
