using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Gateway.Clients;

internal static class DisableClient
{
    public static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("/{id}/disable", HandleAsync)
            .WithName(nameof(DisableClient))
            .WithSummary("Disable a client. It gets no tokens, and its tokens stop working at once. Can be repeated.");

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string id,
        GatewayDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        switch (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == id, cancellationToken))
        {
            case null:
                return Problems.NotFound("The client");
            case { IsConfigured: true }:
                return ClientProblems.Configured;
            case var client:
                client.TryDisable(clock.GetUtcNow());
                db.Audit("disable client", $"client/{client.ClientId}"); // also when it was disabled before
                if (await db.SaveAsync(cancellationToken) is { } refused)
                {
                    return refused;
                }

                break;
        }

        return TypedResults.NoContent();
    }
}
