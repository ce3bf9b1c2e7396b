using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>One event that a handler cannot take holds up nothing else, and is never lost.</summary>
public sealed class FailedEventTests : IAsyncLifetime
{
    private const int Retries = 2;

    private readonly ReceivedPositions received = new();
    private readonly string prefix = $"failed-{Guid.NewGuid():n}"[..18] + ".";
    private readonly List<SiteStatusChanged> facts = [];
    private TestDatabase database = null!;
    private EventLogPeer peer = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        peer = await EventLogPeer.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            var fact = new SiteStatusChanged(Guid.CreateVersion7(), "active")
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = DateTimeOffset.UtcNow,
            };
            facts.Add(fact);
            peer.Append(fact);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await peer.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_event_of_a_log_that_a_handler_cannot_take_is_parked_and_the_cursor_moves_on()
    {
        received.Refused = 2;
        await using var sample = await StartAsync();

        await ParkedAsync(sample, 1);

        Assert.Equal([1, 3], received.Sorted());
        Assert.Equal(3, await CursorAsync(sample));
        Assert.Equal(Retries + 1, received.Refusals);
        var health = await Eventually.GetAsync(() => SampleHealth.ReadAsync(sample), h => h.Check("error-queues") == "Degraded");
        Assert.Contains("1 in " + prefix + "sample.record-position_error", health.Reason("error-queues"));
    }

    [Fact]
    public async Task A_replay_applies_what_was_parked_once_also_after_a_restart_and_with_two_replicas()
    {
        received.Refused = 2;
        await using (var stopped = await StartAsync())
        {
            await ParkedAsync(stopped, 1);
        }

        await using var first = await StartAsync();
        await using var second = await StartAsync();
        Assert.Equal(1, await ParkedAsync(first, 1));
        received.Refused = null;

        Assert.Equal(1, await new ErrorQueuesOf(first.App.Services).ReplayAsync());

        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 3);
        await ParkedAsync(second, 0);
        peer.Append(Another()); // when it is handled, both replicas had their chance to apply the replayed one again
        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count >= 4);
        Assert.Equal([1, 2, 3, 4], received.Sorted());
    }

    [Fact]
    public async Task What_fails_again_after_a_replay_is_parked_again()
    {
        received.Refused = 2;
        await using var sample = await StartAsync();
        await ParkedAsync(sample, 1);

        await new ErrorQueuesOf(sample.App.Services).ReplayAsync();

        await Eventually.GetAsync(() => Task.FromResult(received.Refusals), refusals => refusals == 2 * (Retries + 1));
        await ParkedAsync(sample, 1);
    }

    [Fact]
    public async Task An_event_that_fails_by_the_broker_and_by_the_log_is_listed_once()
    {
        received.Refused = 2;
        await using (var both = await StartAsync())
        {
            await new PeerEvents(both.App.Services, "sample").PublishAsync(facts[1], 2);
            await Eventually.GetAsync(() => Task.FromResult(received.Refusals), refusals => refusals > Retries + 1); // one way alone tries less often
            await ParkedAsync(both, 1);
        } // what the broker has delivered is dealt with to its end

        await using var again = await StartAsync();
        Assert.Equal(1, await ParkedAsync(again, 1));
        Assert.Equal(0, (await again.App.Services.GetRequiredService<ErrorQueues>().CountAsync(default)).Values.Sum());
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_a_reason_to_park()
    {
        received.Refused = 2;
        received.Refuses = () => throw new Npgsql.NpgsqlException("gone", new IOException("connection reset"));
        await using var sample = await StartAsync();
        await new PeerEvents(sample.App.Services, "sample").PublishAsync(facts[1], 2);

        await Eventually.GetAsync(() => Task.FromResult(received.Refusals), refusals => refusals > 3 * (Retries + 1));
        Assert.Equal(0, await ParkedAsync(sample, 0));
        Assert.Equal(0, await sample.InDatabaseAsync(db => db.ParkedEvents.CountAsync()));

        received.Refused = null;
        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 3);
        Assert.Equal([1, 2, 3], received.Sorted());
    }

    [Fact]
    public async Task What_the_broker_brought_is_not_given_to_the_handlers_again()
    {
        await using (var byBroker = await StartAsync(follows: false))
        {
            var broker = new PeerEvents(byBroker.App.Services, "sample");
            await broker.PublishAsync(facts[0], 1);
            await broker.PublishAsync(facts[2], 3);
            await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 2);
        }

        using var duplicates = new DuplicateCount();
        await using var sample = await StartAsync();
        await Eventually.GetAsync(() => CursorAsync(sample), position => position == 3);

        Assert.Equal([1, 2, 3], received.Sorted());
        Assert.Equal(0, duplicates.Seen);
    }

    private Task<SampleApp> StartAsync(bool follows = true) =>
        SampleApp.StartAsync(
            database,
            settings =>
            {
                settings["Messaging:Prefix"] = prefix;
                settings["Messaging:Retries"] = $"{Retries}";
                settings["Messaging:FollowEvery"] = "00:00:00.200";
                settings["Services:sample:grpc:0"] = peer.Address;
            },
            events => (follows ? events.Follow("sample") : events).On<SiteStatusChanged, RecordPosition>(),
            received.Register
        );

    private static Task<long> CursorAsync(SampleApp sample) =>
        sample.InDatabaseAsync(db => db.EventCursors.Select(cursor => cursor.Position).SingleOrDefaultAsync());

    private static Task<long> ParkedAsync(SampleApp sample, long expected) =>
        Eventually.GetAsync(new ErrorQueuesOf(sample.App.Services).CountAsync, count => count == expected);

    private static SiteStatusChanged Another() =>
        new(Guid.CreateVersion7(), "closed") { EventId = Guid.CreateVersion7(), OccurredAt = DateTimeOffset.UtcNow };
}
