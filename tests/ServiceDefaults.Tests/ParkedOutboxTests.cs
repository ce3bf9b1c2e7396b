using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Events.V1;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>What a rollback leaves in the outbox: events of types that the version before does not know.</summary>
public sealed class ParkedOutboxTests : IAsyncLifetime
{
    private const string Known = "registry.site-status-changed.v1"; // what the sample publishes
    private const string Newer = "registry.site-moved.v9";

    private readonly ReceivedPositions received = new();
    private readonly string prefix = $"parked-{Guid.NewGuid():n}"[..18] + ".";
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task An_event_of_a_type_that_this_version_does_not_know_is_parked_and_later_ones_go_on()
    {
        await using var sample = await StartAsync();
        await WriteNewerAsync(sample);
        await WriteNoteAsync(sample, "later");

        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 1);
        Assert.Equal([2], received.Sorted());
        var health = await Eventually.GetAsync(() => SampleHealth.ReadAsync(sample), h => h.Check("outbox-relay") == "Unhealthy");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
        Assert.Contains($"1 of {Newer}", health.Reason("outbox-relay"));
    }

    [Fact]
    public async Task The_event_log_shows_what_is_parked_at_its_position_and_a_follower_passes_it()
    {
        await using var sample = await StartAsync();
        await WriteNewerAsync(sample);
        await WriteNoteAsync(sample, "later");
        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 1);

        var log = new EventLog.EventLogClient(sample.Grpc("events.read"));
        var page = await log.ReadEventsAsync(new ReadEventsRequest());
        Assert.Equal([(1, Newer), (2, Known)], page.Events.Select(e => (e.Position, e.Type)));

        await using var other = await TestDatabase.CreateAsync();
        var caughtUp = new ReceivedPositions();
        await using var follower = await SampleApp.StartAsync(
            other,
            settings => settings["Services:sample:grpc:0"] = sample.GrpcAddress.ToString(),
            events => events.On<SiteStatusChanged, RecordPosition>().Follow("sample"),
            caughtUp.Register
        );
        await Eventually.GetAsync(
            () => follower.InDatabaseAsync(db => db.EventCursors.Select(cursor => cursor.Position).SingleOrDefaultAsync()),
            position => position == 2
        );
        Assert.Equal([2], caughtUp.Sorted());
    }

    [Fact]
    public async Task A_version_that_knows_the_type_sends_what_is_parked_when_it_starts()
    {
        await using (var rolledBack = await StartAsync(knowsAll: false))
        {
            await WriteNoteAsync(rolledBack, "kept");
            await Eventually.GetAsync(() => SampleHealth.ReadAsync(rolledBack), h => h.Check("outbox-relay") == "Unhealthy");
            Assert.Equal(0, received.Count);
        }

        await using var newer = await StartAsync();

        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 1);
        await Eventually.GetAsync(() => SampleHealth.ReadAsync(newer), h => h.Check("outbox-relay") == "Healthy");
        await Eventually.TrueAsync(() => newer.InDatabaseAsync(db => db.Outbox.AllAsync(e => e.PublishedAt != null && e.ParkedAt == null)));
    }

    [Fact]
    public async Task While_two_versions_run_the_one_that_knows_the_type_gets_the_lead()
    {
        await using var older = await StartAsync(knowsAll: false); // leads
        await Eventually.TrueAsync(() =>
            older.InDatabaseAsync(db =>
                db.Database.SqlQuery<bool>(
                        $"select exists (select from pg_locks where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database())) as \"Value\""
                    )
                    .SingleAsync()
            )
        );
        await using var newer = await StartAsync();

        await WriteNoteAsync(newer, "upgraded");

        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 1);
        await Eventually.GetAsync(() => SampleHealth.ReadAsync(older), h => h.Check("outbox-relay") == "Healthy");
    }

    [Fact]
    public async Task An_event_whose_data_this_version_cannot_read_is_parked_and_later_ones_go_on()
    {
        await using var sample = await StartAsync();
        await WriteAsync(sample, Known, """{"siteId": 7}""");
        await WriteNoteAsync(sample, "later");

        await Eventually.GetAsync(() => Task.FromResult(received.Count), count => count == 1);
        var health = await Eventually.GetAsync(() => SampleHealth.ReadAsync(sample), h => h.Check("outbox-relay") == "Unhealthy");
        Assert.Contains($"1 of {Known}", health.Reason("outbox-relay"));
    }

    [Fact]
    public async Task A_replay_keeps_what_is_still_unknown_and_an_operator_can_let_it_go()
    {
        await using var sample = await StartAsync();
        await WriteNewerAsync(sample);
        await Eventually.GetAsync(() => SampleHealth.ReadAsync(sample), h => h.Check("outbox-relay") == "Unhealthy");

        await using var scope = sample.App.Services.CreateAsyncScope();
        Assert.Equal(0, await ErrorCommands.ReplayAsync(scope.ServiceProvider));
        Assert.Equal(1, await sample.InDatabaseAsync(db => db.Outbox.CountAsync(e => e.ParkedAt != null)));
        Assert.Equal(1, await ErrorCommands.ReleaseAsync(scope.ServiceProvider, "registry.misspelt.v1"));

        Assert.Equal(0, await ErrorCommands.ReleaseAsync(scope.ServiceProvider, Newer));

        await Eventually.GetAsync(() => SampleHealth.ReadAsync(sample), h => h.Check("outbox-relay") == "Healthy");
        var log = new EventLog.EventLogClient(sample.Grpc("events.read"));
        Assert.Equal(Newer, Assert.Single((await log.ReadEventsAsync(new ReadEventsRequest())).Events).Type);
    }

    private Task<SampleApp> StartAsync(bool knowsAll = true) =>
        SampleApp.StartAsync(
            database,
            settings => settings["Messaging:Prefix"] = prefix,
            events => events.On<SiteStatusChanged, RecordPosition>(),
            builder =>
            {
                received.Register(builder);
                builder.Services.AddSingleton(new KnownEventTypes(name => knowsAll || name != Known));
            }
        );

    private static Task<int> WriteNewerAsync(SampleApp sample) => WriteAsync(sample, Newer, """{"what": "only a later version knows"}""");

    private static Task<int> WriteAsync(SampleApp sample, string type, string json) =>
        sample.InDatabaseAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"insert into outbox (event_id, type, data, occurred_at) values ({Guid.CreateVersion7()}, {type}, {json}::jsonb, now())"
            )
        );

    private static async Task WriteNoteAsync(SampleApp sample, string title)
    {
        using var client = sample.Client();
        using var response = await client.CreateAsync("/notes", new { title, text = "t" });
        response.EnsureSuccessStatusCode();
    }
}
