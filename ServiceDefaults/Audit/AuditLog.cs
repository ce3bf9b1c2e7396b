using Npgsql;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Checks the audit log's hash chain (<c>--verify-audit</c>).</summary>
internal static class AuditLog
{
    /// <returns>The number of entries, and the sequence of the first one that does not fit; null when the chain is whole.</returns>
    public static async Task<(long Entries, long? BrokenAt)> VerifyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            with chain as (
                select audit.sequence, audit.hash, audit_hash(lag(audit.hash) over (order by audit.sequence), audit.*) as expected,
                       row_number() over (order by audit.sequence) as place
                from audit)
            select count(*), min(coalesce(sequence, place)) filter (
                where hash is distinct from expected or sequence is distinct from place)
            from chain
            """
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1));
    }
}
