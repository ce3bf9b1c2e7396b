using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Gateway.Clients;

internal static class RegisterProvider
{
    /// <param name="Issuer">Letter by letter as in its tokens; <c>/.well-known/openid-configuration</c> below it must answer.</param>
    /// <param name="ClientId">As what the provider knows the client: its tokens must be issued to this one (<c>azp</c> or <c>aud</c>).</param>
    /// <param name="WorkerClaim">The claim in which the provider tells the worker's id in the registry; <c>sub</c> when not given.</param>
    /// <example>{"issuer": "https://login.agency.example", "clientId": "case-management", "workerClaim": "worker_id"}</example>
    public sealed record Request(
        [property: Required, MaxLength(ClientProvider.MaxIssuerLength)] string Issuer,
        [property: Required, MaxLength(ClientProvider.MaxClientIdLength)] string ClientId,
        [property: MaxLength(ClientProvider.MaxClaimLength), RegularExpression("^[A-Za-z0-9_.:/-]+$")] string? WorkerClaim = null
    );

    public static void Map(RouteGroupBuilder clients)
    {
        clients
            .MapPut("/{id}/provider", HandleAsync)
            .WithName(nameof(RegisterProvider))
            .WithSummary("Register the OpenID provider at which the client's workers log in; it replaces the one before.");
        clients
            .MapDelete("/{id}/provider", RemoveAsync)
            .WithName("RemoveProvider")
            .WithSummary("Remove the client's OpenID provider. Its tokens are refused from now on. Can be repeated.");
    }

    internal static async Task<Results<Ok<ClientDescription>, ProblemHttpResult>> HandleAsync(
        string id,
        Request request,
        GatewayDb db,
        RequestContext context,
        TimeProvider clock,
        HttpResponse http,
        IdentityProviders providers,
        CancellationToken cancellationToken
    )
    {
        if (!ClientProvider.IsIssuer(request.Issuer, providers.AllowsHttp))
        {
            return Problems.Invalid("issuer", "Must be an https URL without query.");
        }

        if (await providers.FindAsync(request.Issuer, cancellationToken) is null)
        {
            return Problems.Invalid("issuer", "No OpenID provider with this issuer answered at its discovery address.");
        }

        return await ChangeAsync(
            id,
            new ClientProvider(request.Issuer, request.ClientId, request.WorkerClaim ?? "sub"),
            db,
            context,
            clock,
            http,
            cancellationToken
        );
    }

    internal static Task<Results<Ok<ClientDescription>, ProblemHttpResult>> RemoveAsync(
        string id,
        GatewayDb db,
        RequestContext context,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    ) => ChangeAsync(id, null, db, context, clock, http, cancellationToken);

    private static async Task<Results<Ok<ClientDescription>, ProblemHttpResult>> ChangeAsync(
        string id,
        ClientProvider? provider,
        GatewayDb db,
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
                db.CredentialsChanged(client, context.Caller!, clock);
                client.ChangeProvider(provider);
                db.Audit(provider is null ? "remove client provider" : "register client provider", $"client/{id}", provider?.Issuer);
                return await ClientAnswer.SaveAsync(db, client, http, cancellationToken);
        }
    }
}
