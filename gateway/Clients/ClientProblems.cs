using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Gateway.Clients;

internal static class ClientProblems
{
    /// <summary>409: nothing of it can be changed any more.</summary>
    public static ProblemHttpResult Disabled => Problems.Conflict("client-disabled", "The client is disabled.");

    /// <summary>409: the next start would undo the change.</summary>
    public static ProblemHttpResult Configured =>
        Problems.Conflict(
            "client-is-configured",
            "The client is defined by the gateway's configuration.",
            "Change or remove Clients:ID:Secret there and restart the gateway."
        );
}
