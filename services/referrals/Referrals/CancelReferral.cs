using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class CancelReferral
{
    /// <param name="ReasonCode">
    /// no-capacity, not-eligible, wrong-service, outside-area, not-reachable, declined-by-user, no-longer-needed, referred-elsewhere,
    /// moved-away, deceased or other. consent-withdrawn is the system's.
    /// </param>
    /// <param name="Reason">In words, for the other side; stored sealed.</param>
    /// <example>{"reasonCode": "no-longer-needed", "reason": "The family has found help in the neighbourhood."}</example>
    public sealed record Request(EndReason ReasonCode, [property: Required, MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/cancel", HandleAsync)
            .WithName(nameof(CancelReferral))
            .WithSummary("Cancel a referral, by either side. Releases the capacity.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralDesk desk,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, ReferralLifeCycle.Cancel, ifMatch, new MoveReason(request.ReasonCode, request.Reason), cancellationToken);
}
