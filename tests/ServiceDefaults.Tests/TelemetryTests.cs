using System.Diagnostics;
using System.Net;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry.Trace;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Peers;
using SocialServices.ServiceDefaults.Telemetry;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;
using EventLog = SocialServices.Contracts.Events.V1.EventLog;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class TelemetryTests : IAsyncLifetime
{
    private const string ReadEvents = "socialservices.events.v1.EventLog/ReadEvents";
    private const string AskPeer = "GET /peer";
    private readonly RecordedSpans spans = new();
    private EventLogPeer peer = null!;
    private TestDatabase database = null!;
    private SampleApp sample = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        peer = await EventLogPeer.StartAsync();
        sample = await SampleApp.StartAsync(
            database,
            settings => settings["Services:sample:grpc:0"] = peer.Address,
            configure: builder =>
            {
                spans.Register(builder.Services);
                builder.AddPeer<EventLog.EventLogClient>("sample");
            },
            map: app => app.MapGet("/peer", CountAsync).AllowAnonymous()
        );
        using var client = sample.Client();
        await SendAsync(client, "/notes", HttpStatusCode.OK); // fetches the issuer's keys, within its trace
    }

    public async ValueTask DisposeAsync()
    {
        await sample.DisposeAsync();
        await peer.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_one_span_with_route_and_status_and_its_queries_below()
    {
        var request = Assert.Single(await AskAsync("/notes?limit=many", HttpStatusCode.BadRequest, 1));
        Assert.Equal(("GET /notes/", ActivityKind.Server, ActivityStatusCode.Unset), (request.DisplayName, request.Kind, request.Status));
        Assert.Equal(400, request.GetTagItem("http.response.status_code"));

        var trace = await AskAsync("/notes?limit=7", HttpStatusCode.OK, 2);
        request = Assert.Single(trace, span => span.Kind is ActivityKind.Server);
        var query = Assert.Single(trace, span => span.Kind is ActivityKind.Client);
        Assert.Equal("/notes/", request.GetTagItem("http.route"));
        Assert.Equal(200, request.GetTagItem("http.response.status_code"));
        Assert.Equal(
            (request.SpanId, "SELECT", "sampledb"),
            (query.ParentSpanId, query.DisplayName, query.GetTagItem("db.npgsql.data_source"))
        );
    }

    [Fact]
    public async Task No_span_tells_what_was_searched_for_with_which_browser_or_the_databases_password()
    {
        var trace = await AskAsync("/notes?limit=7&after=R2l6bGlub3dh", HttpStatusCode.OK, 2);

        var password = new NpgsqlConnectionStringBuilder(database.ConnectionString).Password!;
        foreach (var word in (string[])["url.query", "R2l6bGlub3dh", "Redacted", "Test-browser", password])
        {
            Assert.All(trace, span => Assert.DoesNotContain(word, RecordedSpans.Text(span), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_fault_is_an_error_with_its_type_and_without_its_text()
    {
        var request = Assert.Single(await AskAsync("/notes/fault", HttpStatusCode.InternalServerError, 1));

        Assert.Equal(("GET /notes/fault", ActivityStatusCode.Error), (request.DisplayName, request.Status));
        Assert.Equal(500, request.GetTagItem("http.response.status_code"));
        Assert.Equal(typeof(NpgsqlException).FullName, request.GetTagItem("error.type"));
        Assert.DoesNotContain("must not leave", RecordedSpans.Text(request), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task A_probe_makes_no_trace(string path)
    {
        using var client = sample.Client();
        var probe = await SendAsync(client, path, HttpStatusCode.OK);
        var request = await SendAsync(client, "/notes", HttpStatusCode.OK); // over the same connection: the probe's end is past
        await spans.TraceAsync(request, trace => trace.Count == 2);

        Assert.Empty(spans.Of(probe));
    }

    [Fact]
    public async Task A_probe_over_gRPC_makes_no_trace()
    {
        using var outer = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        outer.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        await new Health.HealthClient(sample.Grpc(Scopes.EventsRead)).CheckAsync(new());
        await new EventLog.EventLogClient(sample.Grpc(Scopes.EventsRead)).ReadEventsAsync(new());

        var trace = await spans.TraceAsync(outer.TraceId, seen => seen.Any(span => span.Kind is ActivityKind.Server));

        Assert.Equal([ReadEvents], trace.Where(span => span.Kind is ActivityKind.Server).Select(Method));
    }

    [Fact]
    public async Task A_question_to_a_peer_is_one_span_on_each_side_and_what_follows_is_seen_too()
    {
        using var client = sample.Client(null);

        var trace = await AskPeerAsync(client, HttpStatusCode.OK, 6);

        var request = Assert.Single(trace, span => span.DisplayName is AskPeer);
        var asked = Assert.Single(trace, span => span.Kind is ActivityKind.Client && Method(span) is ReadEvents);
        var answered = Assert.Single(trace, span => span.Kind is ActivityKind.Server && Method(span) is ReadEvents);
        Assert.Equal((request.SpanId, asked.SpanId), (asked.ParentSpanId, answered.ParentSpanId));
        Assert.Equal(ReadEvents, asked.DisplayName);
        Assert.Equal("OK", asked.GetTagItem("rpc.response.status_code"));
        Assert.Equal("OK", answered.GetTagItem("rpc.response.status_code"));
        Assert.Single(trace, span => span.ParentSpanId == request.SpanId && span.Source.Name is "Npgsql");
        Assert.Single(trace, span => span.DisplayName is "POST /oauth/token");

        trace = await AskPeerAsync(client, HttpStatusCode.OK, 4); // with the token that is there
        Assert.DoesNotContain(trace, span => span.Source.Name is "System.Net.Http");

        await peer.DisposeAsync();
        trace = await AskPeerAsync(client, HttpStatusCode.ServiceUnavailable, 5);
        var attempts = trace.Where(span => span.Kind is ActivityKind.Client && Method(span) is ReadEvents).ToList();
        Assert.Equal(4, attempts.Count);
        Assert.All(
            attempts,
            attempt => Assert.Equal((ActivityStatusCode.Error, "UNAVAILABLE"), (attempt.Status, attempt.GetTagItem("error.type")))
        );
    }

    [Theory]
    [InlineData(ActivityKind.Client, "SELECT", false)]
    [InlineData(ActivityKind.Internal, "proxy.cluster_health_checks", false)]
    [InlineData(ActivityKind.Internal, "Grpc.Net.Client.GrpcOut", false)]
    [InlineData(ActivityKind.Consumer, "referrals.site-status-changed-handler receive", false)]
    [InlineData(ActivityKind.Internal, "outbox publish", true)]
    [InlineData(ActivityKind.Server, "request", true)]
    public void Polling_makes_no_traces(ActivityKind kind, string name, bool recorded) =>
        Assert.Equal(recorded, IsRecorded(default, kind, name));

    [Fact]
    public void A_query_within_a_request_belongs_to_its_trace() =>
        Assert.True(
            IsRecorded(
                new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded),
                ActivityKind.Client,
                "SELECT"
            )
        );

    [Fact]
    public async Task The_events_of_an_import_are_not_part_of_its_trace()
    {
        await using var scope = sample.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SampleDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        using var import = SocialServicesTelemetry.Source.StartActivity("import")!;
        Assert.True(import.Recorded);

        await db.PublishAsync([Opened(), Opened()], TestContext.Current.CancellationToken);

        var parents = await db
            .Database.SqlQuery<string>($"select trace_parent as \"Value\" from outbox")
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, parents.Distinct().Count());
        foreach (var parent in parents)
        {
            Assert.True(ActivityContext.TryParse(parent, null, isRemote: true, out var context));
            Assert.NotEqual(import.TraceId, context.TraceId);
            Assert.False(IsRecorded(context, ActivityKind.Internal, "outbox publish"));
        }

        static SiteStatusChanged Opened() =>
            new(Guid.CreateVersion7(), "active") { EventId = Guid.CreateVersion7(), OccurredAt = DateTimeOffset.UtcNow };
    }

    private static async Task<int> CountAsync(EventLog.EventLogClient peer, SampleDb db, CancellationToken cancellationToken)
    {
        await peer.ReadEventsAsync(new(), cancellationToken: cancellationToken);
        return await db.Notes.CountAsync(cancellationToken);
    }

    // The name of a server's span is that of the last instrumentation that saw it: in a test process there are several.
    private static string? Method(Activity span) => span.GetTagItem("rpc.method") as string;

    private static bool IsRecorded(ActivityContext parent, ActivityKind kind, string name) =>
        new QuietSampler().ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), name, kind, [], null)).Decision
        is SamplingDecision.RecordAndSample;

    private async Task<IReadOnlyList<Activity>> AskPeerAsync(HttpClient client, HttpStatusCode expected, int count) =>
        await spans.TraceAsync(await SendAsync(client, "/peer", expected), trace => trace.Count >= count);

    private async Task<IReadOnlyList<Activity>> AskAsync(string path, HttpStatusCode expected, int count)
    {
        using var client = sample.Client();
        return await spans.TraceAsync(await SendAsync(client, path, expected), trace => trace.Count >= count);
    }

    private static async Task<ActivityTraceId> SendAsync(HttpClient client, string path, HttpStatusCode expected)
    {
        var id = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { { "traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01" }, { "User-Agent", "Test-browser" } },
        };
        using var response = await client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return id;
    }
}
