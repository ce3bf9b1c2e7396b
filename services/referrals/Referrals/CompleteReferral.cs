using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class CompleteReferral
{
    /// <param name="Outcome">What was done and came of it; stored sealed.</param>
    /// <example>{"outcome": "Ten sessions; no drinking for three months."}</example>
    public sealed record Request([property: Required, MaxLength(4000)] string Outcome);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/complete", HandleAsync)
            .WithName(nameof(CompleteReferral))
            .WithSummary("Record that the service was delivered. Releases the capacity.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralDesk desk,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, ReferralLifeCycle.Complete, ifMatch, new MoveReason(null, request.Outcome), cancellationToken);
}
