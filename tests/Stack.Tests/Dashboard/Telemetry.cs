using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Dashboard;

/// <summary>The telemetry that has reached the dashboard, by its HTTP API (OTLP as JSON).</summary>
internal sealed class Telemetry : IDisposable
{
    private const int Everything = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5); // all spans at once, on a busy machine

    private readonly HttpClient client;

    public Telemetry(RunReport report)
    {
        client = new HttpClient { BaseAddress = new Uri(report.TelemetryApi + "/"), Timeout = Patience };
        client.DefaultRequestHeaders.Add("x-api-key", report.TelemetryApiKey);
    }

    /// <summary>Waits for a trace to be complete.</summary>
    public Task<Trace> TraceAsync(string id, Func<Trace, bool> isComplete) => Eventually.GetAsync(() => ReadTraceAsync(id), isComplete);

    /// <summary>
    /// Waits until spans of a process arrive. After much work, such as the events of an import, its queue of spans overflows for a while; what is dropped then
    /// never arrives.
    /// </summary>
    /// <param name="service">The process.</param>
    /// <param name="askAsync">Asks it something, with the header that is given.</param>
    public async Task UntilSpansArriveAsync(string service, Func<string, Task> askAsync)
    {
        var asked = new Queue<string>();
        await Eventually.GetAsync(LookAsync, seen => seen, TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        async Task<bool> LookAsync()
        {
            var (id, header) = Trace.New();
            await askAsync(header);
            asked.Enqueue(id);
            if (asked.Count > 5)
            {
                asked.Dequeue();
            }

            var traces = await Task.WhenAll(asked.Select(ReadTraceAsync));
            return Array.Exists(traces, trace => trace.Has(service, SpanKind.Server, ""));
        }
    }

    /// <summary>Names of the processes whose metrics, logs and traces are there.</summary>
    public async Task<IReadOnlyList<Sender>> SendersAsync() =>
        [
            .. JsonNode
                .Parse(await client.GetStringAsync("resources"))!
                .AsArray()
                .Select(sender => new Sender(
                    (string)sender!["name"]!,
                    (bool)sender["hasMetrics"]!,
                    (bool)sender["hasLogs"]!,
                    (bool)sender["hasTraces"]!
                )),
        ];

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
        return new Trace([
            .. from resource in answer["data"]!["resourceSpans"]!.AsArray()
            from scope in resource["scopeSpans"]!.AsArray()
            from span in scope["spans"]!.AsArray()
            select new Span(
                ServiceOf(resource),
                (string)scope["scope"]!["name"]!,
                (string)span["name"]!,
                (SpanKind)(int)span["kind"]!,
                (string)span["spanId"]!,
                (string?)span["parentSpanId"]
            ),
        ]);
    }

    private static string ServiceOf(JsonNode resource) =>
        (string)
            resource["resource"]!["attributes"]!.AsArray().Single(attribute => (string?)attribute!["key"] == "service.name")!["value"]![
                "stringValue"
            ]!;
}

/// <summary>A process that sends telemetry.</summary>
internal sealed record Sender(string Name, bool Metrics, bool Logs, bool Traces);
