using System.Text.Json;
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

    internal IServiceProvider Services => host!.Services;

    public async ValueTask InitializeAsync()
    {
        foreach (var source in Subscriptions.Sources)
        {
            logs[source] = await EventLogPeer.StartAsync();
        }

        host = new ServiceApp<ReportingDb>(
            "reportingdb",
            logs.ToDictionary(log => $"Services:{log.Key}:grpc:0", log => (string?)log.Value.Address)
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

    public HttpClient Client(string? scopes = "reporting.read") => host!.Client(scopes);

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
            foreach (var table in ReportingDb.FactTables)
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
