using System.Diagnostics;
using System.Net;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class TraceTests : IAsyncLifetime
{
    private readonly RecordedSpans spans = new();
    private Backend registry = null!;
    private GatewayApp app = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await Backend.StartAsync("registry");
        app = new GatewayApp(
            GatewayApp.Settings(("Services:registry:http:0", registry.Address), ("Routes:ProbeEvery", "00:00:00.100")),
            spans
        );
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await registry.DisposeAsync();
    }

    [Fact]
    public async Task A_request_leads_through_limit_and_proxy_to_the_service_once_and_no_span_tells_who_asked_for_what()
    {
        var trace = await AskAsync("/api/v1/registry/sites?near=Gizlinowa");

        var request = Assert.Single(
            trace,
            span => span.DisplayName is "GET /api/v1/registry/{**rest}" && span.ParentId!.Contains("-b7ad6b7169203331-")
        );
        var limit = Assert.Single(trace, span => span.Source.Name.Contains("Redis", StringComparison.Ordinal));
        var forwarded = Assert.Single(trace, span => span.Source.Name is "Yarp.ReverseProxy");
        var sent = Assert.Single(trace, span => span.Source.Name is "System.Net.Http");
        var answered = Assert.Single(trace, span => span.Kind is ActivityKind.Server && span.ParentSpanId == sent.SpanId);
        Assert.Equal((request.SpanId, request.SpanId, forwarded.SpanId), (limit.ParentSpanId, forwarded.ParentSpanId, sent.ParentSpanId));
        Assert.Single(trace, span => span.Source.Name is "Npgsql"); // has the token been revoked?
        Assert.Equal(6, trace.Count);
        foreach (var word in (string[])["near=", "Gizlinowa", "client:office", "address:", "Test-browser", "Bearer"])
        {
            Assert.All(trace, span => Assert.DoesNotContain(word, RecordedSpans.Text(span), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Probes_that_the_gateway_sends_make_no_traces()
    {
        var before = registry.Probes;
        await Eventually.GetAsync(() => Task.FromResult(registry.Probes), probes => probes > before + 2);

        Assert.DoesNotContain(
            spans.All,
            span =>
                span.DisplayName.Contains("health", StringComparison.Ordinal)
                || RecordedSpans.Text(span).Contains("/health", StringComparison.Ordinal)
        );
    }

    private async Task<IReadOnlyList<Activity>> AskAsync(string path)
    {
        var id = ActivityTraceId.CreateRandom();
        using var client = await app.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { { "traceparent", $"00-{id}-b7ad6b7169203331-01" }, { "User-Agent", "Test-browser" } },
        };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        // Whether the pool had to open a connection for it is chance.
        return [.. (await spans.TraceAsync(id, trace => trace.Count(IsStep) == 6)).Where(IsStep)];
    }

    private static bool IsStep(Activity span) => !span.DisplayName.StartsWith("CONNECT ", StringComparison.Ordinal);
}
