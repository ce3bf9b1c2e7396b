using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Dashboard;

/// <summary>The telemetry that has reached the dashboard, by its HTTP API (OTLP as JSON).</summary>
internal sealed class Telemetry : IDisposable
{
    private const int Everything = 10_000;

    private readonly HttpClient client;

    public Telemetry(RunReport report)
    {
        client = new HttpClient { BaseAddress = new Uri(report.TelemetryApi + "/") };
        client.DefaultRequestHeaders.Add("x-api-key", report.TelemetryApiKey);
    }

    /// <summary>Waits for a trace to be complete.</summary>
    public Task<Trace> TraceAsync(string id, Func<Trace, bool> isComplete) => Eventually.GetAsync(() => ReadTraceAsync(id), isComplete);

    /// <summary>Names of the processes whose metrics, logs and traces are there.</summary>
    public async Task<IReadOnlyList<Sender>> SendersAsync() =>
        [.. JsonNode.Parse(await client.GetStringAsync("resources"))!.AsArray().Select(sender => new Sender(
            (string)sender!["name"]!, (bool)sender["hasMetrics"]!, (bool)sender["hasLogs"]!, (bool)sender["hasTraces"]!))];

    /// <summary>All log records, or all spans, as text.</summary>
    /// <param name="kind">logs or traces.</param>
    public Task<string> TextAsync(string kind) => client.GetStringAsync($"{kind}?limit={Everything}");

    public void Dispose() => client.Dispose();

    private async Task<Trace> ReadTraceAsync(string id)
    {
        using var response = await client.GetAsync($"traces/{id}");
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            return new Trace([]);
        }

        var answer = await response.EnsureSuccessStatusCode().JsonAsync();
        return new Trace(
        [
            .. from resource in answer["data"]!["resourceSpans"]!.AsArray()
               from scope in resource["scopeSpans"]!.AsArray()
               from span in scope["spans"]!.AsArray()
               select new Span(
                   ServiceOf(resource), (string)scope["scope"]!["name"]!, (string)span["name"]!, (SpanKind)(int)span["kind"]!,
                   (string)span["spanId"]!, (string?)span["parentSpanId"]),
        ]);
    }

    private static string ServiceOf(JsonNode resource) => (string)resource["resource"]!["attributes"]!.AsArray()
        .Single(attribute => (string?)attribute!["key"] == "service.name")!["value"]!["stringValue"]!;
}

/// <summary>A process that sends telemetry.</summary>
internal sealed record Sender(string Name, bool Metrics, bool Logs, bool Traces);
