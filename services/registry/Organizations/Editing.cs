using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Organizations;

/// <summary>Each organization edits what is its own.</summary>
internal static class Editing
{
    /// <summary>403 for what is public anyway; what is not public answers 404 instead.</summary>
    public static ProblemHttpResult Forbidden(string organization) =>
        Problems.Of(
            StatusCodes.Status403Forbidden,
            ProblemTypes.Forbidden,
            "You may not change this.",
            $"Only {organization} itself, or the programme's office, may."
        );
}
