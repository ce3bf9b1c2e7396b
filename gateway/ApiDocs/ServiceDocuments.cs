using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Peers;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>The services' own OpenAPI documents. The last good copy serves while a service is away.</summary>
internal sealed partial class ServiceDocuments(IHttpClientFactory clients, IConfiguration configuration, ILogger<ServiceDocuments> logger)
{
    private const int MaxDocumentSize = 5 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, JsonObject> lastGood = new(StringComparer.Ordinal);

    /// <returns>The document, and whether it is today's; null when the service has never answered.</returns>
    public async Task<(string Area, JsonObject? Document, bool IsCurrent)> GetAsync(string area, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(nameof(ServiceDocuments));
        http.MaxResponseContentBufferSize = MaxDocumentSize;
        try
        {
            var address = new Uri(configuration.GetServiceAddress(area, "http"), "/openapi/v1.json");
            if (JsonNode.Parse(await http.GetByteArrayAsync(address, cancellationToken)) is JsonObject document)
            {
                lastGood[area] = document;
                return (area, document, true);
            }
        }
        catch (Exception fault) when (fault is JsonException || fault.IsPeerAway())
        {
            LogAway(area, fault.GetType().Name);
        }

        return (area, lastGood.GetValueOrDefault(area), false);
    }

    [LoggerMessage(LogLevel.Information, "The API document of {Area} could not be read ({Fault})")]
    private partial void LogAway(string area, string fault);
}
