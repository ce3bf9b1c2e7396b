using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Referrals;

internal static class ReferralProblems
{
    public static ProblemHttpResult NotFound => Problems.NotFound("The referral");

    /// <summary>403, for parties only: strangers get 404.</summary>
    public static ProblemHttpResult WrongSide(Move move) =>
        Problems.Of(
            StatusCodes.Status403Forbidden,
            ProblemTypes.Of("wrong-side"),
            $"This move is the {(move.By is Sides.Requester ? "requester" : "receiver")}'s."
        );

    public static ProblemHttpResult WrongStatus(Referral referral, Sides sides) =>
        WrongStatus(referral.Status, ReferralLifeCycle.Allowed(referral, sides));

    /// <inheritdoc cref="WrongStatus(Referral, Sides)"/>
    public static ProblemHttpResult WrongStatus(ReferralStatus status, IReadOnlyList<string> allowedMoves) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict,
            type: ProblemTypes.Of("wrong-status"),
            title: $"The referral is {Words.Of(status)}.",
            extensions: new Dictionary<string, object?>
            {
                ["currentStatus"] = Words.Of(status), // "status" is the HTTP status code
                ["allowedMoves"] = allowedMoves,
            }
        );

    /// <summary>409: one person waits once for one site.</summary>
    /// <param name="number">Of the one that is open; null when the caller may not know of it, or it was requested just now.</param>
    public static ProblemHttpResult AlreadyReferred(string? number) =>
        Problems.Conflict(
            "already-referred",
            "The person has an open referral to this site.",
            $"Follow {number ?? "that one"}, or end it first."
        );

    /// <returns>409 for advice, and for who waits without an offer; null when the referral can be accepted.</returns>
    public static ProblemHttpResult? UnlessAcceptable(Referral referral) =>
        referral switch
        {
            { IsAdvice: true } => Problems.Conflict(
                "advice-only",
                "Advice is asked for: answer with a message.",
                "The requester can turn it into a referral."
            ),
            { AwaitsCapacity: true } => Problems.Conflict(
                "waiting",
                "No capacity is free for this referral yet: it is on the waiting list."
            ),
            _ => null,
        };

    /// <returns>422 for the reason that only the withdrawal of a consent gives.</returns>
    public static ProblemHttpResult? UnlessGivenByPeople(EndReason? reason) =>
        reason is EndReason.ConsentWithdrawn ? Problems.Invalid("reasonCode", "Withdraw the consent: that ends its referrals.") : null;

    /// <summary>409: what the move rests on is gone since the draft.</summary>
    public static ProblemHttpResult ConsentDoesNotCover(string reason) =>
        Problems.Conflict("consent-does-not-cover", "The consent does not cover this referral.", reason);
}
