using System.Data;
using Npgsql;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Reads the whole log and compares it with its signatures, its chain and its anchors.</summary>
internal sealed class AuditVerification(AuditKeys keys, AuditAnchors anchors, TimeProvider clock)
{
    /// <summary>After so long a chain must have an anchor.</summary>
    private static readonly TimeSpan MaxWithoutAnchor = TimeSpan.FromMinutes(5);

    private readonly List<AuditFinding> findings = [];
    private readonly Dictionary<long, List<AuditAnchor>> anchored = [];
    private int fitting;
    private DateTimeOffset? begun;

    public async Task<AuditReport> RunAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        // The anchors first: what is anchored meanwhile is then in the chain that is read.
        ReadAnchors();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var last = await FollowChainAsync(connection, cancellationToken);
        var waiting = await ReadUnchainedAsync(connection, cancellationToken);
        CheckAnchors(last);
        return new AuditReport(
            last,
            waiting,
            fitting,
            fitting is 0 ? 0 : anchored.Keys.Where(sequence => sequence <= last).Max(),
            findings
        );
    }

    private void ReadAnchors()
    {
        foreach (var (place, anchor) in anchors.Read())
        {
            if (anchor is null || (keys.Knows(anchor.KeyId) && !anchor.IsSigned(keys)))
            {
                Find(AuditFault.AnchorDamaged, place);
            }
            else if (!keys.Knows(anchor.KeyId))
            {
                Find(AuditFault.WrongKey, $"anchor {place} is signed with key {anchor.KeyId}, which is not configured");
            }
            else if (anchored.TryGetValue(anchor.Sequence, out var same))
            {
                same.Add(anchor);
            }
            else
            {
                anchored[anchor.Sequence] = [anchor];
            }
        }
    }

    /// <returns>The last sequence.</returns>
    private async Task<long> FollowChainAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select c.sequence, c.entry_id, c.at, c.key_id, c.hash, {AuditRows.Columns}
            from audit_chain c left join audit_entries e on e.id = c.entry_id order by c.sequence
            """,
            connection
        );
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var follower = new AuditChainFollower(keys, Find);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (sequence, at, hash) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<byte[]>(4));
            begun ??= at;
            follower.Next(sequence, reader.GetGuid(1), at, reader.GetString(3), hash, reader.ReadEntry(5));
            foreach (var anchor in anchored.GetValueOrDefault(sequence) ?? [])
            {
                if (anchor.Hash == Convert.ToHexStringLower(hash))
                {
                    fitting++;
                }
                else
                {
                    Find(AuditFault.Rewritten, $"link {sequence} is not the one that was anchored at {anchor.At:u}");
                }
            }
        }

        return follower.Sequence;
    }

    /// <returns>How many entries wait.</returns>
    private async Task<long> ReadUnchainedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select coalesce(e.id, u.entry_id), u.entry_id is not null, {AuditRows.Columns}
            from audit_entries e full join audit_unchained u on u.entry_id = e.id
            where not exists (select from audit_chain c where c.entry_id = coalesce(e.id, u.entry_id)) order by 1
            """,
            connection
        );
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var waiting = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            var (id, waits, entry) = (reader.GetGuid(0), reader.GetBoolean(1), reader.ReadEntry(2));
            waiting += waits ? 1 : 0;
            if (entry is null)
            {
                Find(AuditFault.Removed, $"entry {id}, before it was chained");
            }
            else if (!waits)
            {
                Find(AuditFault.OutsideChain, $"entry {id}");
            }
            else if (!entry.IsSigned(keys))
            {
                Find(keys.Knows(entry.KeyId) ? AuditFault.Altered : AuditFault.WrongKey, $"entry {id}, which waits to be chained");
            }
        }

        return waiting;
    }

    private void CheckAnchors(long last)
    {
        var beyond = anchored.Where(anchor => anchor.Key > last).SelectMany(anchor => anchor.Value).MaxBy(anchor => anchor.Sequence);
        if (beyond is not null)
        {
            Find(
                last is 0 ? AuditFault.Emptied : AuditFault.CutOff,
                $"the chain ends at {last}; at {beyond.At:u} it was anchored up to {beyond.Sequence}"
            );
        }
        else if (anchored.Count == 0 && clock.GetUtcNow() - begun > MaxWithoutAnchor)
        {
            Find(AuditFault.AnchorMissing, "nothing shows whether the newest entries are there");
        }
    }

    private void Find(AuditFault fault, string where) => findings.Add(new AuditFinding(fault, where));
}
