using SocialServices.Contracts;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Facts;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Reporting;

/// <summary>The reporting service in this process, between peers whose event logs the benchmark writes.</summary>
internal sealed class BenchedReporting : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, EventLogPeer> logs;

    private BenchedReporting(IReadOnlyDictionary<string, EventLogPeer> logs)
    {
        this.logs = logs;
        Service = new ServiceApp<ReportingDb>(
            "reportingdb",
            logs.Select(log => KeyValuePair.Create($"Services:{log.Key}:grpc:0", (string?)log.Value.Address))
                .Append(new("Messaging:FollowEvery", "1.00:00:00"))
                .Append(new("Rounding:Key", "a passphrase for the benchmark, long enough"))
                .ToDictionary()
        );
    }

    public ServiceApp<ReportingDb> Service { get; }

    public static async Task<BenchedReporting> StartAsync()
    {
        var logs = new Dictionary<string, EventLogPeer>();
        foreach (var source in Subscriptions.Sources)
        {
            logs[source] = await EventLogPeer.StartAsync();
        }

        var reporting = new BenchedReporting(logs);
        await reporting.Service.InitializeAsync();
        return reporting;
    }

    /// <summary>Writes into the log of a source.</summary>
    public void Append(string source, IntegrationEvent happened) => logs[source].Append(happened);

    /// <summary>As the owner of the database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var data = Npgsql.NpgsqlDataSource.Create(Service.ConnectionString);
        await using var command = data.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        foreach (var log in logs.Values)
        {
            await log.DisposeAsync();
        }
    }
}
