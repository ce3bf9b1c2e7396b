using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Contracts.Events.V1;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Outbox;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>Very many events, very large ones, and a leader that says nothing more.</summary>
public sealed class OutboxLimitsTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private NpgsqlDataSource source = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await Migrations.ApplyAsync(new DbContextOptionsBuilder<SampleDb>().UseNpgsql(database.ConnectionString).Options);
        source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_large_backlog_is_numbered_in_steps_in_the_order_of_writing()
    {
        await ExecuteAsync(
            "insert into outbox (event_id, type, data, occurred_at) select gen_random_uuid(), 'x', '{}', now() from generate_series(1, 2500)"
        );
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        var steps = new List<int>();
        do
        {
            steps.Add(await OutboxStore.NumberAsync(connection, 1000, TestContext.Current.CancellationToken));
        } while (steps[^1] > 0);

        Assert.Equal([1000, 1000, 500, 0], steps);
        await using var command = source.CreateCommand(
            "select count(*) from (select position, row_number() over (order by sequence) as place from outbox) o where position = place"
        );
        Assert.Equal(2500L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_of_large_events_stays_below_what_a_client_takes()
    {
        // 900,000 Cyrillic letters are 1.8 MB: two of them would do, three would not.
        await ExecuteAsync(
            """
            insert into outbox (event_id, position, published_at, type, data, occurred_at)
            select gen_random_uuid(), n, now(), 'registry.large.v9', jsonb_build_object('text', repeat('Ж', 900000)), now() from generate_series(1, 5) n
            """
        );
        await using var sample = await SampleApp.StartAsync(database);
        var log = new EventLog.EventLogClient(sample.Grpc("events.read"));

        var positions = new List<long>();
        ReadEventsResponse page;
        do
        {
            page = await log.ReadEventsAsync(new ReadEventsRequest { AfterPosition = positions.LastOrDefault(), Limit = 1000 });
            Assert.NotEmpty(page.Events);
            positions.AddRange(page.Events.Select(e => e.Position));
        } while (positions[^1] < page.LastPosition);

        Assert.Equal([1, 2, 3, 4, 5], positions);
    }

    [Fact]
    public async Task A_leader_that_is_frozen_loses_the_lead()
    {
        await using var frozen = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await OutboxStore.ListenAsync(frozen, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.True(await OutboxStore.TryLeadAsync(frozen, TestContext.Current.CancellationToken));
        var received = new ReceivedPositions();
        await using var sample = await SampleApp.StartAsync(
            database,
            subscribe: events => events.On<SiteStatusChanged, RecordPosition>(),
            configure: received.Register
        );

        using var client = sample.Client();
        using var response = await client.CreateAsync("/notes", new { title = "waits", text = "t" });

        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 1);
    }

    [Fact]
    public async Task A_connection_goes_back_to_the_pool_without_what_the_relay_set()
    {
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await OutboxStore.ListenAsync(connection, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        await connection.EndSessionStateAsync(source);

        await using var command = new NpgsqlCommand("show idle_session_timeout", connection);
        Assert.Equal("0", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
