using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Cases;

internal static class CaseProblems
{
    public static ProblemHttpResult NotFound => Problems.NotFound("The case");

    /// <summary>422: a worker whom the organization does not employ today.</summary>
    public static ProblemHttpResult UnknownWorker(string field) =>
        Problems.Invalid(field, "No active worker of your organization has this id.");

    /// <summary>409: a colleague cares for the person.</summary>
    public static ProblemHttpResult InCare =>
        Problems.Conflict(
            "in-care",
            "A colleague has a case of this person.",
            "Ask a supervisor of your organization to add you to the team."
        );

    public static ProblemHttpResult Closed => Problems.Conflict("case-closed", "The case is closed.");

    /// <summary>The trigger that keeps a case from being closed.</summary>
    internal const string ClosesWithoutOpenReferrals = "case_closes_without_open_referrals";

    /// <summary>409 without the numbers: for whom the referrals are not.</summary>
    public static ProblemHttpResult HasOpenReferrals => Problems.Conflict("open-referrals", "The case has open referrals.");

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
