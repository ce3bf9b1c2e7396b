using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace SocialServices.Gateway.Clients;

/// <summary>Clients as OpenIddict finds them: one that is disabled does not exist.</summary>
internal sealed class ClientManager(
    IOpenIddictApplicationCache<ApiClient> cache,
    ILogger<OpenIddictApplicationManager<ApiClient>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<ApiClient> store
) : OpenIddictApplicationManager<ApiClient>(cache, logger, options, store)
{
    /// <returns>256 random bits, base64url.</returns>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public override async ValueTask<ApiClient?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken = default) =>
        await base.FindByClientIdAsync(identifier, cancellationToken) is { IsActive: true } client ? client : null;

    /// <returns>What is stored of a secret.</returns>
    public ValueTask<string> HashAsync(string secret, CancellationToken cancellationToken) =>
        ObfuscateClientSecretAsync(secret, cancellationToken);
}
