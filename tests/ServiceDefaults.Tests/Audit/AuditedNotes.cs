using Microsoft.Extensions.Options;
using Npgsql;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests.Audit;

/// <summary>The database of a service that has ended: thirty notes by simultaneous writers, audited, chained and anchored.</summary>
public sealed class AuditedNotes : IAsyncLifetime
{
    public const int Notes = 30;

    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await using (var sample = await SampleApp.StartAsync(database))
        {
            using var client = sample.Client(clientId: "auditor");
            await Task.WhenAll(
                Enumerable
                    .Range(0, Notes)
                    .Select(async i =>
                    {
                        using var response = await client.CreateAsync("/notes", new { title = $"audited {i}", text = "t" });
                    })
            );
        }

        NpgsqlConnection.ClearAllPools(); // a database that somebody is connected to cannot be copied
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    internal async Task<AuditLogCopy> CopyAsync() => new(await database.CopyAsync());
}

/// <summary>A copy of the log to tamper with.</summary>
internal sealed class AuditLogCopy(TestDatabase database) : IAsyncDisposable
{
    public static AuditKeys Keys { get; } = KeysOf(TestSettings.AuditKey);

    public string Folder => TestDatabase.AnchorsOf(database.ConnectionString);

    public static AuditKeys KeysOf(string key, params string[] previous)
    {
        var options = new AuditOptions { Key = key };
        foreach (var passphrase in previous)
        {
            options.PreviousKeys.Add(passphrase);
        }

        return new AuditKeys(Options.Create(options));
    }

    public Task AsOwnerAsync(string sql) => ExecuteAsync(database.ConnectionString, sql);

    public Task AsServiceAsync(string sql) => ExecuteAsync(database.ServiceConnectionString, sql);

    public NpgsqlDataSource Open() =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false });

    /// <summary>As a superuser, whom no trigger stops.</summary>
    public Task TamperAsync(string sql) => AsOwnerAsync($"set session_replication_role = replica; {sql}");

    public async Task<AuditReport> VerifyAsync(AuditKeys? keys = null)
    {
        var anchors = new AuditAnchors(Options.Create(new AuditOptions { AnchorDirectory = Folder }), new ServiceIdentity("sample"));
        await using var source = Open();
        return await new AuditVerification(keys ?? Keys, anchors, TimeProvider.System).RunAsync(
            source,
            TestContext.Current.CancellationToken
        );
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
