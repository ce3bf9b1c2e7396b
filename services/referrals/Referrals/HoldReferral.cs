using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class HoldReferral
{
    /// <param name="Reason">In words; stored sealed.</param>
    /// <example>{"reason": "The person is in hospital until May."}</example>
    public sealed record Request([property: Required, MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/hold", HandleAsync)
            .WithName(nameof(HoldReferral))
            .WithSummary("Put an accepted referral on hold.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralDesk desk,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, ReferralLifeCycle.Hold, ifMatch, new MoveReason(null, request.Reason), cancellationToken);
}
