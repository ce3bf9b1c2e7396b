using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class EnterReferralInError
{
    /// <param name="Reason">In words; stored sealed.</param>
    /// <example>{"reason": "Written for the wrong person."}</example>
    public sealed record Request([property: Required, MaxLength(2000)] string Reason);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/enter-in-error", HandleAsync)
            .WithName(nameof(EnterReferralInError))
            .WithSummary("Mark a referral as entered in error. Its record stays.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralDesk desk,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, ReferralLifeCycle.EnterInError, ifMatch, new MoveReason(null, request.Reason), cancellationToken);
}
