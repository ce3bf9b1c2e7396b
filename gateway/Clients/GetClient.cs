using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Clients;

internal static class GetClient
{
    public static void Map(RouteGroupBuilder clients) =>
        clients.MapGet("/{id}", HandleAsync).WithName(nameof(GetClient)).WithSummary("One client.");

    internal static async Task<Results<Ok<ClientDescription>, ProblemHttpResult>> HandleAsync(
        string id,
        GatewayDb db,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == id, cancellationToken) is not { } client)
        {
            return Problems.NotFound("The client");
        }

        db.Audit("read client", $"client/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Ok(client.Version, ClientDescription.Of(client));
    }
}
