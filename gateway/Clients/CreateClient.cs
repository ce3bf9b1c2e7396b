using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Gateway.Clients;

internal static class CreateClient
{
    /// <param name="Id">The future <c>client_id</c>: lower-case words joined by hyphens.</param>
    /// <param name="DisplayName">For people.</param>
    /// <param name="Organization">Code of the organization it acts for.</param>
    /// <param name="Scopes">What it may ask for. Those on data about people (<c>referrals.*</c>) wait for a second administrator.</param>
    /// <param name="EndsOn">Last day of the scopes on data about people; at most a year ahead.</param>
    public sealed record Request(
        [property: Required, MaxLength(ApiClient.MaxIdLength), RegularExpression(ApiClient.IdPattern)] string Id,
        [property: Required, MaxLength(200)] string DisplayName,
        [property: Required, MaxLength(50), RegularExpression(ApiClient.IdPattern)] string Organization,
        [property: Required, MinLength(1), MaxLength(20), NoNulls] IReadOnlyList<string> Scopes,
        DateOnly? EndsOn = null
    );

    /// <param name="Client">What was created.</param>
    /// <param name="Secret">The <c>client_secret</c>, told only this once: absent when the request is repeated.</param>
    public sealed record Response(ClientDescription Client, string? Secret) : IToldOnce
    {
        object IToldOnce.WithoutSecret => this with { Secret = null };
    }

    public static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateClient))
            .WithSummary("Admit another system; its secret is generated and told once.")
            .Idempotent();

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        GatewayDb db,
        ClientManager manager,
        Grants grants,
        KnownOrganizations organizations,
        RequestContext context,
        HttpResponse http,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if ((grants.Refuse(context.Caller!, request.Scopes) ?? grants.RefuseEnd(request.Scopes, request.EndsOn)) is { } refusal)
        {
            return refusal;
        }

        if (!await organizations.HasAsync(request.Organization, cancellationToken))
        {
            return Problems.Invalid("organization", "The registry knows no organization with this code.");
        }

        var now = clock.GetUtcNow();
        var secret = ClientManager.NewSecret();
        var client = ApiClient.Create(
            request.Id,
            request.DisplayName,
            request.Organization,
            request.Scopes,
            await manager.HashAsync(secret, cancellationToken),
            now
        );
        if (request.EndsOn is not null)
        {
            client.RequestAccess(Administrator.Of(context.Caller!), request.EndsOn);
            db.Publish(client.AccessRequested());
        }

        db.Clients.Add(client);
        db.Audit("create client", $"client/{client.ClientId}");
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        http.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/gateway/clients/{client.ClientId}", new Response(ClientDescription.Of(client), secret));
    }
}
