using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.ServiceUsers;

internal static class ServiceUserProblems
{
    public static ProblemHttpResult NotFound => Problems.NotFound("The service user");

    public static ProblemHttpResult Erased => Problems.Conflict("service-user-erased", "The person was erased.");

    public static ProblemHttpResult Merged(Guid survivor) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict,
            type: ProblemTypes.Of("service-user-merged"),
            title: "The record was merged into another one.",
            detail: "Use the record in mergedInto, or undo the merge.",
            extensions: new Dictionary<string, object?> { ["mergedInto"] = survivor }
        );

    /// <param name="candidates">Who may be the same person.</param>
    public static ProblemHttpResult PossibleDuplicates(IReadOnlyList<Candidate> candidates) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict,
            type: ProblemTypes.Of("possible-duplicates"),
            title: "The person may be registered already.",
            detail: "Nothing was saved. Use one of the candidates, or send the ids of all of them in notTheSameAs.",
            extensions: new Dictionary<string, object?> { ["candidates"] = candidates }
        );
}
