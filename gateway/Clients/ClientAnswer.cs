using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
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
            db.Publish(client.AccessRequested(clock.GetUtcNow()));
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
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }

        http.Headers.ETag = ETag.Of(client.Version).ToString();
        return TypedResults.Ok(ClientDescription.Of(client));
    }
}
