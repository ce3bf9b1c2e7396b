using Microsoft.Extensions.Configuration;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>
/// Where the other services are: <c>Services:NAME:ENDPOINT:0</c>, <c>:1</c> …, one setting for each replica. The AppHost
/// gives them; service discovery spreads the calls over them.
/// </summary>
public static class ServiceAddress
{
    /// <summary>The name that service discovery resolves, for example <c>http://_grpc.registry</c>.</summary>
    /// <exception cref="InvalidOperationException">An address is missing or not a URL; the message names the setting.</exception>
    public static Uri GetRequiredServiceAddress(this IConfiguration configuration, string service, string endpoint) =>
        configuration.FindServiceAddressFault(service, endpoint) is { } fault
            ? throw new InvalidOperationException(fault)
            : configuration.GetServiceAddress(service, endpoint);

    /// <summary>The same name, whether or not it can be resolved.</summary>
    public static Uri GetServiceAddress(this IConfiguration configuration, string service, string endpoint) =>
        new($"{Read(configuration, service, endpoint).FirstOrDefault().Address?.Scheme ?? "http"}://_{endpoint}.{service}");

    /// <returns>What is wrong with which setting; null when the service can be found.</returns>
    public static string? FindServiceAddressFault(this IConfiguration configuration, string service, string endpoint) =>
        Read(configuration, service, endpoint).ToList() switch
        {
            [] => Describe($"Services:{service}:{endpoint}:0", "is missing"),
            var all when all.Find(one => one.Address is null) is { Key: { } key } => Describe(key, "is not a URL"),
            [{ Address.Scheme: var scheme }, ..] all when all.Find(one => one.Address!.Scheme != scheme) is { Key: { } key } => Describe(
                key,
                $"is not {scheme} as the first one"
            ),
            _ => null,
        };

    private static IEnumerable<(string Key, Uri? Address)> Read(IConfiguration configuration, string service, string endpoint) =>
        from setting in configuration.GetSection($"Services:{service}:{endpoint}").GetChildren()
        select (
            setting.Path,
            Uri.TryCreate(setting.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null
        );

    private static string Describe(string key, string fault) =>
        $"The setting {key} {fault} (environment variable {key.Replace(":", "__", StringComparison.Ordinal)}).";
}
