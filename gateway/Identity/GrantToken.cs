using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SocialServices.Gateway.ActingPersons;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>What stands in a token: decided when client and request have been checked.</summary>
internal sealed class GrantToken(GatewayDb db, ExchangeToken exchange, TimeProvider clock)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<HandleTokenRequestContext>()
            .UseScopedHandler<GrantToken>()
            .SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order + 1000)
            .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = await db.Clients.SingleAsync(c => c.ClientId == context.ClientId, context.CancellationToken);
        var requested = context.Request.GetScopes();
        var granted = client.ScopesOn(clock.Today());
        if (requested.Except(granted).Any())
        {
            context.Reject(Errors.InvalidScope, "The client was not granted every scope it asks for.");
            return;
        }

        var scopes = requested.IsEmpty ? [.. granted] : requested;
        if (!context.Request.IsTokenExchangeGrantType())
        {
            context.SignIn(ForSystem(client, scopes));
        }
        else if (await exchange.FindAsync(context, client) is { } person)
        {
            context.SignIn(ForPerson(person, client, scopes));
        }
    }

    private static ClaimsPrincipal ForSystem(ApiClient client, ImmutableArray<string> scopes)
    {
        var claims = Common(client, scopes);
        claims.SetClaim(Claims.Subject, client.ClientId).SetClaim(PersonClaims.Assurance, PersonClaims.System);
        return Principal(claims);
    }

    private static ClaimsPrincipal ForPerson(ActingPerson person, ApiClient client, ImmutableArray<string> scopes)
    {
        var claims = Common(client, scopes);
        claims
            .SetClaim(Claims.Subject, person.Worker.ToString())
            .SetClaim("act", new JsonObject { [Claims.Subject] = client.ClientId })
            .SetClaim(PersonClaims.Purpose, person.Purpose)
            .SetClaim(PersonClaims.Assurance, person.Assurance);
        return Principal(claims);
    }

    private static ClaimsIdentity Common(ApiClient client, ImmutableArray<string> scopes) =>
        new ClaimsIdentity("token")
            .SetClaim(PersonClaims.Organization, client.Organization)
            .SetScopes(scopes)
            .SetResources(Authentication.Audience);

    private static ClaimsPrincipal Principal(ClaimsIdentity claims)
    {
        claims.SetDestinations(static _ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(claims);
    }
}
