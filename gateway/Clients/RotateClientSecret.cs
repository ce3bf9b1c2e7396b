using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Gateway.Clients;

internal static class RotateClientSecret
{
    /// <param name="Secret">The new <c>client_secret</c>, told only this once: absent when the request is repeated.</param>
    public sealed record Response(string? Secret) : IToldOnce
    {
        object IToldOnce.WithoutSecret => this with { Secret = null };
    }

    public static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("/{id}/secret", HandleAsync)
            .WithName(nameof(RotateClientSecret))
            .WithSummary("Replace a client's secret; the old one stops working at once.")
            .Idempotent();

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id,
        GatewayDb db,
        ClientManager manager,
        RequestContext context,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        switch (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == id, cancellationToken))
        {
            case null:
                return Problems.NotFound("The client");
            case { IsConfigured: true }:
                return ClientProblems.Configured;
            case { IsActive: false }:
                return ClientProblems.Disabled;
            case var client:
                var secret = ClientManager.NewSecret();
                client.ChangeSecret(await manager.HashAsync(secret, cancellationToken));
                db.CredentialsChanged(client, context.Caller!, clock);
                db.Audit("rotate client secret", $"client/{client.ClientId}");
                if (await db.SaveAsync(cancellationToken) is { } refused)
                {
                    return refused;
                }

                http.Headers.CacheControl = "no-store";
                return TypedResults.Ok(new Response(secret));
        }
    }
}
