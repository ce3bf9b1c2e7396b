using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SocialServices.Gateway.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>A client assertion counts once, on all replicas together, and lives ten minutes at most. The rest of RFC 10070 OpenIddict checks.</summary>
internal sealed class AcceptAssertionOnce(GatewayDb db) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(10);

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ProcessAuthenticationContext>()
            .AddFilter<OpenIddictServerHandlerFilters.RequireClientAssertionPrincipal>()
            .UseScopedHandler<AcceptAssertionOnce>()
            .SetOrder(OpenIddictServerHandlers.ValidateClientType.Descriptor.Order + 500) // when nothing else can be wrong with it
            .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var assertion = context.ClientAssertionPrincipal!;
        var id = assertion.GetClaim(Claims.JwtId);
        var now = context.Options.TimeProvider.GetUtcNow();
        var expires = long.TryParse(assertion.GetClaim(Claims.ExpiresAt), CultureInfo.InvariantCulture, out var exp)
            ? DateTimeOffset.FromUnixTimeSeconds(exp)
            : DateTimeOffset.MinValue;
        if (id is not { Length: > 0 and <= UsedAssertion.MaxIdLength })
        {
            context.Reject(Errors.InvalidClient, $"The client assertion needs a jti of at most {UsedAssertion.MaxIdLength} characters.");
        }
        else if (expires < now || expires > now + MaxLifetime)
        {
            context.Reject(Errors.InvalidClient, "The client assertion must end within ten minutes (exp).");
        }
        else if (!await TryUseAsync(context.ClientId!, id, expires, context.CancellationToken))
        {
            context.Reject(Errors.InvalidClient, "The client assertion was used before (jti).");
        }
    }

    private async Task<bool> TryUseAsync(string clientId, string id, DateTimeOffset expires, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into used_assertions (client_id, assertion_id, expires_at) values ({clientId}, {id}, {expires})
            on conflict do nothing
            """,
            cancellationToken
        ) == 1;
}
