using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class StartReferral
{
    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/start", HandleAsync)
            .WithName(nameof(StartReferral))
            .WithSummary("Record that help has begun.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ReferralMoved>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        ReferralDesk desk,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, ReferralLifeCycle.Start, ifMatch, reason: null, cancellationToken);
}
