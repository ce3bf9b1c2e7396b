using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Events.V1;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class OutboxTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    private readonly SampleApp sample = fixture.Sample;

    [Fact]
    public async Task Positions_have_no_gaps_although_writers_run_side_by_side_and_some_roll_back()
    {
        using var client = sample.Client();
        await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(async i =>
                {
                    // Every third title is taken: the event of that request must vanish with it.
                    using var response = await client.CreateAsync(
                        "/notes",
                        new { title = i % 3 == 0 ? "gap taken" : $"gap {i}", text = "t" }
                    );
                })
        );

        var log = new EventLog.EventLogClient(sample.Grpc("events.read"));
        var expected = await sample.InDatabaseAsync(db => db.Notes.CountAsync());
        var page = await Eventually.GetAsync(
            async () => await log.ReadEventsAsync(new ReadEventsRequest { Limit = 1000 }),
            read => read.Events.Count >= expected
        );

        Assert.Equal(Enumerable.Range(1, expected).Select(position => (long)position), page.Events.Select(e => e.Position));
        Assert.Equal(expected, page.LastPosition);
        Assert.Equal(expected, page.Events.Select(e => e.EventId).Distinct().Count());
    }

    [Fact]
    public async Task Everything_committed_is_published_and_marked()
    {
        using var client = sample.Client();
        using var response = await client.CreateAsync("/notes", new { title = "published", text = "t" });

        await Eventually.TrueAsync(() =>
            sample.InDatabaseAsync(db => db.Outbox.AllAsync(e => e.PublishedAt != null && e.Position != null))
        );
    }

    [Fact]
    public async Task A_reader_goes_on_where_it_stopped()
    {
        using var client = sample.Client();
        foreach (var title in new[] { "page a", "page b", "page c" })
        {
            using var response = await client.CreateAsync("/notes", new { title, text = "t" });
        }

        await Eventually.TrueAsync(() => sample.InDatabaseAsync(db => db.Outbox.AllAsync(e => e.Position != null)));
        var log = new EventLog.EventLogClient(sample.Grpc("events.read"));
        var all = await log.ReadEventsAsync(new ReadEventsRequest { Limit = 1000 });

        var rest = await log.ReadEventsAsync(new ReadEventsRequest { AfterPosition = all.LastPosition - 2, Limit = 1 });

        Assert.Equal(all.LastPosition - 1, Assert.Single(rest.Events).Position);
        Assert.Equal("registry.site-status-changed.v1", rest.Events[0].Type);
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 1001)]
    [InlineData(0, -1)]
    public async Task A_malformed_question_to_the_event_log_is_refused(long after, int limit)
    {
        var log = new EventLog.EventLogClient(sample.Grpc("events.read"));

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await log.ReadEventsAsync(new ReadEventsRequest { AfterPosition = after, Limit = limit })
        );

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task The_event_log_needs_its_scope()
    {
        var log = new EventLog.EventLogClient(sample.Grpc("registry.read"));

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await log.ReadEventsAsync(new ReadEventsRequest()));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task Two_replicas_publish_every_event_in_order_and_a_handler_sees_it_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var received = new ReceivedPositions();
        var prefix = "";
        await using var first = await SampleApp.StartAsync(
            database,
            settings => prefix = settings["Messaging:Prefix"]!,
            events => events.On<SiteStatusChanged, RecordPosition>(),
            received.Register
        );
        await using var second = await SampleApp.StartAsync(
            database,
            settings => settings["Messaging:Prefix"] = prefix,
            events => events.On<SiteStatusChanged, RecordPosition>(),
            received.Register
        );

        foreach (var i in Enumerable.Range(0, 40))
        {
            using var client = (i % 2 == 0 ? first : second).Client();
            using var response = await client.CreateAsync("/notes", new { title = $"note {i}", text = "t" });
        }

        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count >= 40);
        Assert.Equal(Enumerable.Range(1, 40).Select(position => (long)position), received.Sorted());
    }
}
