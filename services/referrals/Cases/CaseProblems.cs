using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Cases;

internal static class CaseProblems
{
    public static ProblemHttpResult Closed => Problems.Conflict("case-closed", "The case is closed.");

    /// <param name="referrals">Numbers of the referrals that are still open.</param>
    public static ProblemHttpResult OpenReferrals(IReadOnlyList<string> referrals) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict,
            type: ProblemTypes.Of("open-referrals"),
            title: "The case has open referrals.",
            detail: "Complete, cancel or enter in error first: " + string.Join(", ", referrals),
            extensions: new Dictionary<string, object?> { ["openReferrals"] = referrals }
        );
}
