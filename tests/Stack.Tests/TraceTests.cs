using System.Net;
using System.Net.Http.Json;
using SocialServices.Stack.Tests.Dashboard;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class TraceTests(RunningSystem system)
{
    private const string Reserve = "socialservices.registry.v1.CapacityLedger/Reserve";
    private const string Moved = "referral-status-changed";
    private static readonly string[] SharedData = ["identity"];

    [Fact]
    public async Task One_trace_leads_from_the_gateway_through_service_peer_outbox_and_broker_to_the_report()
    {
        await system.StoryAsync();
        using var ministry = await system.WorkerAsync("cases");
        var draft = await DraftAsync(ministry);
        await system.Telemetry.UntilSpansArriveAsync(
            "registry",
            async traceparent =>
            {
                using var question = new HttpRequestMessage(HttpMethod.Get, "/api/v1/registry/places?limit=1")
                {
                    Headers = { { "traceparent", traceparent } },
                };
                using var answer = await ministry.SendAsync(question, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        );
        var (id, header) = Trace.New();
        ministry.DefaultRequestHeaders.Add("traceparent", header);

        using var move = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/referrals/referrals/{draft}/request");
        move.Headers.Add("If-Match", "*");
        using var requested = await ministry.SendAsync(move, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, requested.StatusCode);
        var trace = await system.Telemetry.TraceAsync(
            id,
            seen =>
                seen.Has("gateway", SpanKind.Server, "POST")
                && seen.Has("referrals", SpanKind.Producer, Moved)
                && seen.Has("registry", SpanKind.Server, Reserve)
                && seen.Has("reporting", SpanKind.Consumer, $"{Moved}-handler process")
        );
        var counted = Assert.Single(trace.Of("reporting", SpanKind.Consumer, $"{Moved}-handler process"));
        AssertInOrder(
            trace,
            trace.WayTo(counted).Reverse(),
            ("gateway", SpanKind.Server, "POST /api/v1/referrals/"),
            ("gateway", SpanKind.Client, "POST"),
            ("referrals", SpanKind.Server, "POST /api/v1/referrals/referrals/{id:guid}/request"),
            ("referrals", SpanKind.Internal, "outbox publish"),
            ("referrals", SpanKind.Producer, $"{Moved}.v1 send"),
            ("reporting", SpanKind.Consumer, $"{Moved}-handler receive"),
            ("reporting", SpanKind.Consumer, $"{Moved}-handler process")
        );

        var reserved = Assert.Single(trace.Of("registry", SpanKind.Server, Reserve));
        AssertInOrder(
            trace,
            trace.WayTo(reserved).Reverse(),
            ("referrals", SpanKind.Server, "POST /api/v1/referrals/referrals/{id:guid}/request"),
            ("referrals", SpanKind.Client, Reserve),
            ("registry", SpanKind.Server, Reserve)
        );
    }

    /// <summary>Another referral in a case of the story, under the consent that is there.</summary>
    private static async Task<Guid> DraftAsync(HttpClient ministry)
    {
        var list = await (await ministry.GetAsync("/api/v1/referrals/referrals?role=requester&status=completed&limit=1")).JsonAsync();
        var known = await (await ministry.GetAsync($"/api/v1/referrals/referrals/{list["items"]![0]!["id"]}")).JsonAsync();
        var created = await ministry.CreateAsync(
            $"/api/v1/referrals/cases/{known["caseId"]}/referrals",
            new
            {
                siteId = (string)known["referral"]!["siteId"]!,
                need = "Invented.",
                priority = "normal",
                consentId = (string)known["referral"]!["consentId"]!,
                sharedData = SharedData,
            }
        );
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (await created.Content.ReadFromJsonAsync<Created>())!.Id;
    }

    private static void AssertInOrder(
        Trace trace,
        IEnumerable<Span> way,
        params IEnumerable<(string Service, SpanKind Kind, string Name)> expected
    )
    {
        using var spans = way.GetEnumerator();
        foreach (var (service, kind, name) in expected)
        {
            var found = false;
            while (!found && spans.MoveNext())
            {
                found =
                    spans.Current.Service == service
                    && spans.Current.Kind == kind
                    && spans.Current.Name.Contains(name, StringComparison.Ordinal);
            }

            Assert.True(found, $"{service}: {name} ({kind}) is not where it should be in {trace}");
        }
    }

    private sealed record Created(Guid Id);
}
