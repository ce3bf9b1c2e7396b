using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using SocialServices.Benchmarks.Registry;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tables;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Audit;

/// <summary>
/// Entries a second of eight writers, each entry in a transaction of its own: the log that is signed here and chained behind, and
/// the one before it, whose chain the database computed at each commit. In turns on the same server.
/// </summary>
internal static class AuditWrites
{
    private const int Writers = 8;
    private const int Rounds = 3;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ChainEvery = new AuditOptions().ChainEvery;

    public static async Task<bool> RunAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        foreach (var file in SqlMigration.ServiceTables)
        {
            await ExecuteAsync(source, EmbeddedFile.Read(file, typeof(SqlMigration).Assembly));
        }

        var keys = new AuditKeys(Options.Create(new AuditOptions { Key = TestSettings.AuditKey }));
        await using var fsync = source.CreateCommand("show fsync");
        Console.WriteLine($"Audit, {Writers} writers, fsync {await fsync.ExecuteScalarAsync()}; {ThisMachine.Describe()}");

        var (unkeyed, keyed) = (new List<double>(), new List<double>());
        foreach (var round in Enumerable.Range(1, Rounds))
        {
            unkeyed.Add(await WriteAsync(source, InsertUnkeyedAsync));
            var (perSecond, behind) = await WriteChainedAsync(source, keys);
            keyed.Add(perSecond);
            Console.WriteLine(
                $"  round {round}: unkeyed {unkeyed[^1]:0}/s, signed {perSecond:0}/s; the last entry was chained {behind.TotalSeconds:0.0} s after its commit"
            );
        }

        var ratio = keyed.Average() / unkeyed.Average();
        Console.WriteLine($"  signed / unkeyed = {ratio:0.00} (goal: at least 1)");
        return ratio >= 1;
    }

    private static async Task<(double PerSecond, TimeSpan Behind)> WriteChainedAsync(NpgsqlDataSource source, AuditKeys keys)
    {
        using var written = new CancellationTokenSource();
        var keeper = KeepAsync(source, keys, written.Token);
        var perSecond = await WriteAsync(source, (connection, now) => InsertSignedAsync(connection, keys, now));
        var watch = Stopwatch.StartNew();
        await written.CancelAsync();
        await keeper;
        return (perSecond, watch.Elapsed);
    }

    private static async Task KeepAsync(NpgsqlDataSource source, AuditKeys keys, CancellationToken written)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        bool isLast;
        do
        {
            isLast = written.IsCancellationRequested;
            while ((await AuditChain.ChainAsync(connection, keys, DateTimeOffset.UtcNow, CancellationToken.None)).Chained > 0) { }

            await Task.Delay(ChainEvery, written).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        } while (!isLast);
    }

    private static async Task<double> WriteAsync(NpgsqlDataSource source, Func<NpgsqlConnection, DateTimeOffset, Task> insertAsync)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async _ =>
                {
                    var count = 0;
                    await using var connection = await source.OpenConnectionAsync();
                    for (; watch.Elapsed < Measured; count++)
                    {
                        await insertAsync(connection, DateTimeOffset.UtcNow);
                    }

                    return count;
                })
        );
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task InsertUnkeyedAsync(NpgsqlConnection connection, DateTimeOffset now)
    {
        await using var command = new NpgsqlCommand(
            "insert into audit (id, at, actor, organization, action, subject) values ($1, $2, 'cases', 'mlspp', 'read case', $3)",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Guid.CreateVersion7(now) });
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        command.Parameters.Add(new NpgsqlParameter { Value = $"case/{Guid.CreateVersion7(now)}" });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task InsertSignedAsync(NpgsqlConnection connection, AuditKeys keys, DateTimeOffset now)
    {
        var entry = new AuditEntry
        {
            Id = Guid.CreateVersion7(now),
            At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
            Person = Guid.CreateVersion7(now),
            Client = "cases",
            Organization = "mlspp",
            Assurance = "asserted",
            Purpose = "case-management",
            TokenId = "9b6f0c52-7c4f-4a55-8d0e-52f8a5a1d001",
            Action = "read case",
            RecordKind = "case",
            RecordIds = [Guid.CreateVersion7(now).ToString()],
            Outcome = AuditOutcome.Done,
        };
        entry.Sign(keys.ActiveId, keys.Sign(SignedContent.Of(entry)));
        await using var command = new NpgsqlCommand(
            """
            insert into audit_entries (id, at, person, client, organization, assurance, purpose, token_id, action, record_kind, record_ids, outcome, key_id, signature)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'done', $12, $13)
            """,
            connection
        );
        foreach (
            var value in new object?[]
            {
                entry.Id,
                entry.At,
                entry.Person,
                entry.Client,
                entry.Organization,
                entry.Assurance,
                entry.Purpose,
                entry.TokenId,
                entry.Action,
                entry.RecordKind,
            }
        )
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        command.Parameters.Add(new NpgsqlParameter { Value = entry.RecordIds, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = entry.KeyId });
        command.Parameters.Add(new NpgsqlParameter { Value = entry.Signature });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
