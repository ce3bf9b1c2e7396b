using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Clients;

/// <summary>How the use cases that change a client end.</summary>
internal static class ClientAnswer
{
    /// <summary>To be called by whatever changes how a client proves who it is; see <see cref="ApiClient.CredentialsChangedBy"/>.</summary>
    public static void CredentialsChanged(this GatewayDb db, ApiClient client, Caller caller, TimeProvider clock)
    {
        if (client.CredentialsChangedBy(Administrator.Of(caller)))
        {
            db.Publish(client.AccessRequested());
        }
    }

    /// <returns>The client as it is now with its ETag, or 412 when somebody else changed it meanwhile.</returns>
    public static async Task<Results<Ok<ClientDescription>, ProblemHttpResult>> SaveAsync(
        GatewayDb db,
        ApiClient client,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Ok(client.Version, ClientDescription.Of(client));
    }
}
