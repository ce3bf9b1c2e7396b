using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Facts;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>The reporting service between peers whose event logs the test writes.</summary>
public sealed class ReportingApp : IAsyncLifetime
{
    private readonly Dictionary<string, EventLogPeer> logs = [];
    private ServiceApp<ReportingDb>? host;

    /// <summary>Further settings, before it starts.</summary>
    internal Dictionary<string, string?> Settings { get; } = new() { ["Rounding:Key"] = "a passphrase for rounding in tests, long enough" };

    /// <summary>One that reads the logs only when it is told something (<see cref="HearAsync"/>).</summary>
    internal static ReportingApp ThatIsTold()
    {
        var app = new ReportingApp();
        app.Settings["Messaging:FollowEvery"] = "01:00:00";
        return app;
    }

    internal IServiceProvider Services => host!.Services;

    public async ValueTask InitializeAsync()
    {
        foreach (var source in Subscriptions.Sources)
        {
            logs[source] = await EventLogPeer.StartAsync();
        }

        host = new ServiceApp<ReportingDb>(
            "reportingdb",
            logs.Select(log => KeyValuePair.Create($"Services:{log.Key}:grpc:0", (string?)log.Value.Address))
                .Concat(Settings)
                .ToDictionary()
        );
        await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host!.DisposeAsync();
        foreach (var log in logs.Values)
        {
            await log.DisposeAsync();
        }
    }

    public HttpClient Client(string? scopes = "reporting.read", string organization = "mlspp", ActingPerson? person = null) =>
        host!.Client(scopes, organization, person: person);

    /// <summary>The programme's office with a person who acts.</summary>
    public HttpClient Office() => Client("reporting.read reporting.inside programme.manage", person: new ActingPerson(Guid.NewGuid()));

    /// <summary>Tells events through the logs, and makes facts of them at once.</summary>
    internal Task HearAsync(IReadOnlyList<StoryEvent> told)
    {
        foreach (var one in told)
        {
            Append(one);
        }

        return RebuildAsync();
    }

    public CallInvoker Grpc(string? scopes = "reporting.read") => host!.Grpc(scopes);

    internal Task<TResult> InDatabaseAsync<TResult>(Func<ReportingDb, Task<TResult>> useAsync) => host!.InDatabaseAsync(useAsync);

    /// <summary>Through the broker.</summary>
    internal Task PublishAsync(StoryEvent told) => new PeerEvents(Services, told.Source).PublishAsync(told.Fact, told.Position);

    /// <summary>Into the log of the service that it comes from.</summary>
    internal void Append(StoryEvent told) => logs[told.Source].Append(told.Fact);

    /// <summary>Every row of every fact table.</summary>
    internal Task<string> FactsAsync() =>
        InDatabaseAsync(async db =>
        {
            var tables = new Dictionary<string, JsonElement>();
            foreach (var table in FactTables.Names)
            {
#pragma warning disable EF1002 // names from the code
                var rows = await db
                    .Database.SqlQueryRaw<string>(
                        $"select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)), '[]')::text as \"Value\" from {table} t"
                    )
                    .SingleAsync();
#pragma warning restore EF1002
                tables[table] = JsonSerializer.Deserialize<JsonElement>(rows);
            }

            return JsonSerializer.Serialize(tables);
        });

    /// <summary>A row of a fact table; null when there is none.</summary>
    internal async Task<JsonNode?> FactAsync(string table, string column, object key)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(host!.ConnectionString);
        await using var command = source.CreateCommand($"select to_jsonb(t)::text from {table} t where {column}::text = $1");
        command.Parameters.AddWithValue(key.ToString()!);
        return await command.ExecuteScalarAsync() is string row ? JsonNode.Parse(row) : null;
    }

    /// <summary>How many events have been dealt with.</summary>
    internal Task<int> HandledAsync() =>
        InDatabaseAsync(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from inbox").SingleAsync());

    internal Task<bool> HasHandledAsync(StoryEvent told) =>
        InDatabaseAsync(db =>
            db.Database.SqlQuery<bool>($"select exists (select from inbox where event_id = {told.Fact.EventId}) as \"Value\"").SingleAsync()
        );

    /// <summary>As the owner of the database, behind the service's back.</summary>
    internal async Task<int> ExecuteAsync(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(host!.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>What the command <c>--rebuild</c> does.</summary>
    internal async Task RebuildAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await RebuildFacts.RunAsync(scope.ServiceProvider, CancellationToken.None);
    }
}
