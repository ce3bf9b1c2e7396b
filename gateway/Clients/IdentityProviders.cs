using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SocialServices.Gateway.Clients;

/// <summary>The agencies' OpenID providers, by issuer: their metadata and keys, read anew when they change theirs.</summary>
internal sealed partial class IdentityProviders(IHttpClientFactory clients, IConfiguration configuration, ILogger<IdentityProviders> logger)
{
    private const int MaxDocumentSize = 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> known = new(StringComparer.Ordinal);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IdentityProviders>();
        services
            .AddHttpClient(
                nameof(IdentityProviders),
                http => (http.Timeout, http.MaxResponseContentBufferSize) = (Timeout, MaxDocumentSize)
            )
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    /// <summary>Whether providers may be reached without TLS: on a developer's machine.</summary>
    public bool AllowsHttp => !configuration.GetValue("Identity:RequireHttps", true);

    /// <returns>Null when it does not answer as an OpenID provider of this issuer.</returns>
    public async Task<BaseConfigurationManager?> FindAsync(string issuer, CancellationToken cancellationToken)
    {
        var manager = known.GetOrAdd(issuer, Create);
        try
        {
            var metadata = await manager.GetConfigurationAsync(cancellationToken);
            if (metadata.Issuer == issuer && metadata.SigningKeys.Count > 0)
            {
                return manager;
            }

            LogUnusable(issuer);
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException or ArgumentException)
        {
            LogAway(issuer, (fault.InnerException ?? fault).GetType().Name);
        }

        known.TryRemove(issuer, out _);
        return null;
    }

    private ConfigurationManager<OpenIdConnectConfiguration> Create(string issuer) =>
        new(
            issuer.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(clients.CreateClient(nameof(IdentityProviders))) { RequireHttps = !AllowsHttp }
        );

    [LoggerMessage(LogLevel.Warning, "The OpenID provider {Issuer} does not answer ({Fault})")]
    private partial void LogAway(string issuer, string fault);

    [LoggerMessage(LogLevel.Warning, "What answers at {Issuer} is another OpenID provider, or has no keys")]
    private partial void LogUnusable(string issuer);
}
