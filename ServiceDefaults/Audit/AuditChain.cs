using Npgsql;
using NpgsqlTypes;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>The end of the chain.</summary>
/// <param name="Sequence">0 when nothing is chained.</param>
/// <param name="KeyId">Null when nothing is chained.</param>
internal sealed record AuditHead(long Sequence, byte[] Hash, string? KeyId);

/// <summary>The keeper's SQL, on the one connection that holds its advisory lock.</summary>
internal static class AuditChain
{
    private const long KeeperLock = 0x6175646974; // "audit"
    private const int BatchSize = 1000;

    /// <returns>False while another replica keeps the chain.</returns>
    public static async Task<bool> TryLeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(@lock)", connection);
        command.Parameters.AddWithValue("lock", KeeperLock);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Gives the lead back at once: a pooled connection would keep it until it is used again.</summary>
    public static async Task StepDownAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_unlock(@lock)", connection);
        command.Parameters.AddWithValue("lock", KeeperLock);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public static async Task<AuditHead> HeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select sequence, hash, key_id from audit_chain order by sequence desc limit 1",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AuditHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2))
            : new AuditHead(0, [], null);
    }

    /// <summary>Chains what waits, oldest first, in one transaction of at most a thousand entries.</summary>
    /// <returns>How many were chained, and which of them were not written with one of the keys.</returns>
    public static async Task<(int Chained, IReadOnlyList<Guid> Forged)> ChainAsync(
        NpgsqlConnection connection,
        AuditKeys keys,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var waiting = await ReadWaitingAsync(connection, cancellationToken);
        if (waiting.Count == 0)
        {
            return (0, []);
        }

        var head = await HeadAsync(connection, cancellationToken);
        var (hashes, previous) = (new List<byte[]>(waiting.Count), head.Hash);
        foreach (var entry in waiting)
        {
            previous = keys.Sign(SignedContent.OfLink(head.Sequence + hashes.Count + 1, entry.Id, entry.Signature, now, previous));
            hashes.Add(previous);
        }

        await InsertAsync(connection, head.Sequence, [.. waiting.Select(entry => entry.Id)], hashes, now, keys.ActiveId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // A key that is not known here is a newer one, of a replica that was started with it already.
        return (waiting.Count, [.. waiting.Where(entry => keys.Knows(entry.KeyId) && !entry.IsSigned(keys)).Select(entry => entry.Id)]);
    }

    /// <returns>How many entries wait, and since when the oldest does.</returns>
    public static async Task<(long Waiting, DateTimeOffset? Since)> LagAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select (select count(*) from audit_unchained),
                   (select e.at from audit_unchained u join audit_entries e on e.id = u.entry_id order by u.entry_id limit 1)
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
    }

    // What is in the chain already, whoever put it there, is not chained again.
    private static async Task<List<SignedEntry>> ReadWaitingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {AuditRows.Columns} from audit_unchained u join audit_entries e on e.id = u.entry_id
            where not exists (select from audit_chain c where c.entry_id = u.entry_id) order by u.entry_id limit {BatchSize}
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<SignedEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(reader.ReadEntry(0)!);
        }

        return entries;
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection,
        long after,
        Guid[] entryIds,
        List<byte[]> hashes,
        DateTimeOffset at,
        string keyId,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            insert into audit_chain (sequence, entry_id, at, key_id, hash)
            select @after + link.place, link.entry_id, @at, @key, link.hash
            from unnest(@ids, @hashes) with ordinality as link (entry_id, hash, place);
            delete from audit_unchained where entry_id = any(@ids)
            """,
            connection
        );
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("at", at);
        command.Parameters.AddWithValue("key", keyId);
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = entryIds });
        command.Parameters.Add(new NpgsqlParameter("hashes", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = hashes.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
