using System.Net;
using SocialServices.Stack.Tests.Dashboard;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class CrashTests(RunningSystem system)
{
    private const int CapacityEach = 7;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_killed_between_commit_and_publish_loses_nothing_and_doubles_nothing()
    {
        await system.StoryAsync();
        using var programme = await system.ClientAsync("programme");
        var before = await CountAsync(programme);
        var (id, header) = Trace.New();

        // The event is in the outbox and before the broker, and nobody knows that it arrived.
        await system.Resources.WaitUntilHealthyAsync("messaging");
        var broker = new Broker(await system.Resources.PidAsync("messaging"));
        await broker.PausedAsync(async () =>
        {
            await broker.UntilSentAsync(() => OpenSiteAsync(programme, "committed", header));
            await system.Resources.KillAsync("registry");
        });
        await system.Resources.StartAsync("registry", CancellationToken);

        // What the killed service had sent is delivered, and what the relay sends anew: the span of the first sending is lost.
        await system.Telemetry.TraceAsync(
            id,
            seen =>
                seen.Has("registry", SpanKind.Producer, "site-opened.v1 send")
                && seen.Of("reporting", SpanKind.Consumer, "site-opened-handler process").Count() == 2
        );

        // What comes after them through the same queue proves that no third delivery is on its way.
        await OpenSiteAsync(programme, "after", Trace.New().Header);
        var after = await Eventually.GetAsync(() => CountAsync(programme), count => count.Sites >= before.Sites + 2);
        Assert.Equal(new Count(before.Sites + 2, before.Capacity + (2 * CapacityEach)), after);
    }

    private static async Task OpenSiteAsync(HttpClient programme, string code, string traceparent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/registry/sites");
        request.Headers.Add("Idempotency-Key", code);
        request.Headers.Add("traceparent", traceparent);
        request.Content = System.Net.Http.Json.JsonContent.Create(
            new
            {
                organization = "ashgabat-ssc",
                serviceType = "lonely-older-people",
                place = "TM-S",
                name = new
                {
                    tk = code,
                    ru = code,
                    en = code,
                },
                capacity = CapacityEach,
                status = "active",
                code,
            }
        );
        using var opened = await programme.SendAsync(request, CancellationToken);
        Assert.True(opened.StatusCode is HttpStatusCode.Created, await opened.Content.ReadAsStringAsync(CancellationToken));
    }

    private static async Task<Count> CountAsync(HttpClient programme) =>
        new(await ValueAsync(programme, "sites-operating"), await ValueAsync(programme, "capacity-offered"));

    private static async Task<long> ValueAsync(HttpClient programme, string indicator) =>
        (long)
            (await (await programme.GetAsync($"/api/v1/reporting/inside/{indicator}?organization=all", CancellationToken)).JsonAsync())[
                "total"
            ]!;

    private sealed record Count(long Sites, long Capacity);
}
