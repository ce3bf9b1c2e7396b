using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class RejectReferral
{
    /// <param name="ReasonCode">
    /// no-capacity, not-eligible, wrong-service, outside-area, not-reachable, declined-by-user, no-longer-needed, referred-elsewhere,
    /// moved-away, deceased or other. consent-withdrawn is the system's.
    /// </param>
    /// <param name="Reason">In words, for the other side; stored sealed.</param>
    /// <example>{"reasonCode": "no-capacity", "reason": "Nothing is free before March."}</example>
    public sealed record Request(EndReason ReasonCode, [property: Required, MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/reject", HandleAsync)
            .WithName(nameof(RejectReferral))
            .WithSummary("Reject a requested referral, with a reason the requester will see. Its capacity becomes free.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralDesk desk,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, ReferralLifeCycle.Reject, ifMatch, new MoveReason(request.ReasonCode, request.Reason), cancellationToken);
}
