using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Access;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>What stands in a token: decided when client and request have been checked.</summary>
internal sealed class GrantToken(GatewayDb db) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<HandleTokenRequestContext>()
            .UseScopedHandler<GrantToken>()
            .SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order - 1000)
            .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = await db.Clients.SingleAsync(c => c.ClientId == context.ClientId, context.CancellationToken);
        var requested = context.Request.GetScopes();
        if (requested.Except(client.Scopes).Any())
        {
            context.Reject(Errors.InvalidScope, "The client was not granted every scope it asks for.");
            return;
        }

        context.SignIn(ForSystem(client, requested.IsEmpty ? [.. client.Scopes] : requested));
    }

    private static ClaimsPrincipal ForSystem(ApiClient client, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("token")
            .SetClaim(Claims.Subject, client.ClientId)
            .SetClaim("org", client.Organization)
            .SetClaim("assurance", "system")
            .SetScopes(scopes)
            .SetResources(Authentication.Audience);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
