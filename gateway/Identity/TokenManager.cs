using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using SocialServices.Gateway.Clients;

namespace SocialServices.Gateway.Identity;

/// <summary>Tokens as OpenIddict finds them: those of a disabled client do not exist.</summary>
internal sealed class TokenManager(
    IOpenIddictTokenCache<AccessToken> cache,
    ILogger<OpenIddictTokenManager<AccessToken>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictTokenStore<AccessToken> store
) : OpenIddictTokenManager<AccessToken>(cache, logger, options, store)
{
    public override async ValueTask<AccessToken?> FindByIdAsync(string identifier, CancellationToken cancellationToken = default) =>
        await base.FindByIdAsync(identifier, cancellationToken) is { Application.IsActive: true } token ? token : null;
}
