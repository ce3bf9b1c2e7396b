using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class InboxTests : IAsyncLifetime
{
    private readonly ReceivedPositions received = new();
    private TestDatabase database = null!;
    private SampleApp sample = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        sample = await SampleApp.StartAsync(
            database,
            settings => settings["Messaging:Retries"] = "1",
            events => events.On<SiteStatusChanged, RecordPosition>(),
            received.Register
        );
    }

    public async ValueTask DisposeAsync()
    {
        await sample.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_event_that_is_delivered_three_times_is_dealt_with_once()
    {
        using var duplicates = new DuplicateCount();
        var (repeated, last) = (Fact(), Fact());
        foreach (var fact in new[] { repeated, repeated, repeated, last })
        {
            await PublishAsync(fact, fact == last ? 2 : 1);
        }

        await Eventually.TrueAsync(() => Task.FromResult(received.Sorted().Contains(2)));
        await Eventually.GetAsync(() => Task.FromResult(duplicates.Seen), seen => seen >= 2);
        Assert.Equal([1, 2], received.Sorted());
    }

    [Fact]
    public async Task What_fails_for_good_waits_in_the_error_queue_and_can_be_replayed()
    {
        received.Failures = 2; // the delivery and its one retry
        await PublishAsync(Fact(), 1);
        var errors = sample.App.Services.GetRequiredService<ErrorList>();
        await Eventually.GetAsync(async () => (await errors.CountAsync(default)).Values.Single(), count => count == 1);
        Assert.Equal(0, received.Count);
        Assert.Equal(0, await sample.InDatabaseAsync(db => db.InboxEntries.CountAsync()));

        var replayed = await errors.ReplayAsync(default);

        Assert.Equal(1, replayed);
        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 1);
        await Eventually.GetAsync(async () => (await errors.CountAsync(default)).Values.Single(), count => count == 0);
    }

    [Fact]
    public async Task What_the_broker_never_brought_is_read_from_the_peers_event_log()
    {
        await using var other = await TestDatabase.CreateAsync();
        var caughtUp = new ReceivedPositions();

        // The follower has queues under another prefix, so that the broker brings it nothing of the peer.
        using var client = sample.Client();
        using var response = await client.CreateAsync("/notes", new { title = "missed", text = "t" });
        await using var follower = await SampleApp.StartAsync(
            other,
            settings => settings["Services:sample:grpc:0"] = sample.GrpcAddress.ToString(),
            events => events.On<SiteStatusChanged, RecordPosition>().Follow("sample"),
            caughtUp.Register
        );

        await Eventually.GetAsync(() => Task.FromResult(caughtUp.Count), count => count == 1);
        await Eventually.GetAsync(
            () => follower.InDatabaseAsync(db => db.EventCursors.Select(cursor => cursor.Position).SingleOrDefaultAsync()),
            position => position == 1
        );
    }

    private static SiteStatusChanged Fact() =>
        new(Guid.CreateVersion7(), "active") { EventId = Guid.CreateVersion7(), OccurredAt = DateTimeOffset.UtcNow };

    private Task PublishAsync(SiteStatusChanged fact, long position) =>
        sample.App.Services.GetRequiredService<EventPublisher>().PublishAsync(fact, typeof(SiteStatusChanged), position, default);
}
