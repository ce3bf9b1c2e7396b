using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Peers;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>The services' own OpenAPI documents. The last good copy serves while a service is away.</summary>
internal sealed partial class ServiceDocuments(IHttpClientFactory clients, IConfiguration configuration, ILogger<ServiceDocuments> logger)
{
    private const int MaxDocumentSize = 5 * 1024 * 1024;

    // A service makes its document when it is first asked, which takes seconds on a machine that is busy with the start.
    private static readonly TimeSpan FirstTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LaterTimeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, JsonObject> lastGood = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> away = new(StringComparer.Ordinal);

    /// <returns>The document, and whether it is today's; null when the service has never answered.</returns>
    public async Task<(string Area, JsonObject? Document, bool IsCurrent)> GetAsync(string area, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(nameof(ServiceDocuments));
        http.MaxResponseContentBufferSize = MaxDocumentSize;
        http.Timeout = lastGood.ContainsKey(area) ? LaterTimeout : FirstTimeout;
        try
        {
            var address = new Uri(configuration.GetServiceAddress(area, "http"), "/openapi/v1.json");
            if (JsonNode.Parse(await http.GetByteArrayAsync(address, cancellationToken)) is JsonObject document)
            {
                lastGood[area] = document;
                if (away.TryRemove(area, out _))
                {
                    LogBack(area);
                }

                return (area, document, true);
            }
        }
        catch (Exception fault)
            when (fault is JsonException or TaskCanceledException { InnerException: TimeoutException } || fault.IsPeerAway())
        {
            if (away.TryAdd(area, true)) // told once, however often it is asked
            {
                LogAway(area, fault.GetType().Name);
            }
        }

        return (area, lastGood.GetValueOrDefault(area), false);
    }

    [LoggerMessage(LogLevel.Warning, "The API document of {Area} cannot be read ({Fault}). It is asked for again until it can be read.")]
    private partial void LogAway(string area, string fault);

    [LoggerMessage(LogLevel.Information, "The API document of {Area} can be read again.")]
    private partial void LogBack(string area);
}
