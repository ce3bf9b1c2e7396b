using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>The token's <c>jti</c> is the id of its row: what audit entries name can be looked up and revoked.</summary>
internal sealed class NameToken : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<GenerateTokenContext>()
            .UseSingletonHandler<NameToken>()
            .SetOrder(OpenIddictServerHandlers.Protection.AttachTokenMetadata.Descriptor.Order + 500)
            .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.Principal.GetTokenId() is { } id)
        {
            context.SecurityTokenDescriptor.Claims[JwtRegisteredClaimNames.Jti] = id;
        }

        return ValueTask.CompletedTask;
    }
}
