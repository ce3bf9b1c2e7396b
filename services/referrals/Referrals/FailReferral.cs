using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class FailReferral
{
    /// <param name="ReasonCode">
    /// no-capacity, not-eligible, wrong-service, outside-area, not-reachable, declined-by-user, no-longer-needed, referred-elsewhere,
    /// moved-away, deceased or other. consent-withdrawn is the system's.
    /// </param>
    /// <param name="Reason">In words, for the other side; stored sealed.</param>
    /// <example>{"reasonCode": "not-reachable", "reason": "Three visits, nobody at home."}</example>
    public sealed record Request(EndReason ReasonCode, [property: Required, MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/fail", HandleAsync)
            .WithName(nameof(FailReferral))
            .WithSummary("Record that help was not possible. Releases the capacity.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralDesk desk,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, ReferralLifeCycle.Fail, ifMatch, new MoveReason(request.ReasonCode, request.Reason), cancellationToken);
}
