using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SocialServices.Gateway.Routes;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>The services' own OpenAPI documents. The last good copy serves while a service is away.</summary>
internal sealed partial class ServiceDocuments(
    IHttpClientFactory clients,
    IOptions<ServiceAddresses> addresses,
    ILogger<ServiceDocuments> logger
)
{
    private const int LargestDocument = 5 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, JsonObject> lastGood = new(StringComparer.Ordinal);

    /// <returns>The document, and whether it is today's; null when the service has never answered.</returns>
    public async Task<(string Area, JsonObject? Document, bool IsCurrent)> GetAsync(string area, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(nameof(ServiceDocuments));
        http.MaxResponseContentBufferSize = LargestDocument;
        foreach (var address in addresses.Value.Of(area))
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(Patience);
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/openapi/v1.json"));
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, patience.Token);
                response.EnsureSuccessStatusCode();
                if (JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(patience.Token)) is JsonObject document)
                {
                    lastGood[area] = document;
                    return (area, document, true);
                }
            }
            catch (Exception fault)
                when (fault is HttpRequestException or JsonException
                    || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                )
            {
                LogAway(area, fault.GetType().Name);
            }
        }

        return (area, lastGood.GetValueOrDefault(area), false);
    }

    [LoggerMessage(LogLevel.Information, "The API document of {Area} could not be read ({Fault})")]
    private partial void LogAway(string area, string fault);
}
