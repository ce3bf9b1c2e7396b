using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace SocialServices.ServiceDefaults.Outbox;

/// <summary>The relay's SQL, on the one connection that holds the relay's advisory lock.</summary>
internal static class OutboxStore
{
    private const long RelayLock = 0x6f7574626f78; // "outbox"

    /// <summary>From now on <c>WaitAsync</c> returns when a transaction with events has been committed.</summary>
    /// <param name="connection">The relay's.</param>
    /// <param name="silence">
    /// How long PostgreSQL waits for the next statement before it ends the session, and the lead with it: a process that is frozen or
    /// cut off would else keep the lead for hours.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    public static async Task ListenAsync(NpgsqlConnection connection, TimeSpan silence, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"listen outbox; set idle_session_timeout = {silence.TotalMilliseconds:0}"),
            connection
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>False while another replica is the relay.</returns>
    public static async Task<bool> TryLeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(@lock)", connection);
        command.Parameters.AddWithValue("lock", RelayLock);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Gives the lead to another replica, if there is one, and wakes it.</summary>
    public static async Task StepAsideAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_unlock(@lock), pg_notify('outbox', '')", connection);
        command.Parameters.AddWithValue("lock", RelayLock);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Numbers what is committed and not yet numbered. Only the relay numbers, after the commit: no gap can come from a
    /// roll-back, and no event can appear behind a position that a reader has already passed.
    /// </summary>
    /// <returns>How many: when it is the limit there may be more.</returns>
    public static async Task<int> NumberAsync(NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with last as (select coalesce(max(position), 0) as position from outbox),
                 waiting as (
                     select event_id, row_number() over (order by sequence) as place
                     from outbox where position is null order by sequence limit @limit)
            update outbox set position = last.position + waiting.place
            from last, waiting where outbox.event_id = waiting.event_id
            """,
            connection
        );
        command.Parameters.AddWithValue("limit", limit);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The position behind which events wait. What was parked and is so no longer waits in front of what is published.</summary>
    public static async Task<long> SentUpToAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select coalesce((select min(position) - 1 from outbox where published_at is null and parked_at is null),
                (select max(position) from outbox), 0)
            """,
            connection
        );
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <param name="connection">The relay's.</param>
    /// <param name="after">As <see cref="SentUpToAsync"/> answered, and later the last position that was published: no batch looks at the whole backlog.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<Numbered>> ReadWaitingAsync(
        NpgsqlConnection connection,
        long after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select event_id, position, type, data, trace_parent from outbox
            where position > @after and published_at is null and parked_at is null order by position limit @limit
            """,
            connection
        );
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("limit", limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<Numbered>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(
                new Numbered(
                    reader.GetGuid(0),
                    reader.GetInt64(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.IsDBNull(4) ? null : reader.GetString(4)
                )
            );
        }

        return events;
    }

    public static async Task MarkPublishedAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> eventIds,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        if (eventIds.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand("update outbox set published_at = @at where event_id = any(@ids)", connection);
        command.Parameters.AddWithValue("at", at);
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = eventIds.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>How many events wait, and since when the oldest does.</returns>
    public static async Task<(long Waiting, DateTimeOffset? Since)> LagAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "select count(*), min(occurred_at) from outbox where published_at is null and parked_at is null",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
    }

    internal sealed record Numbered(Guid EventId, long Position, string Type, string Data, string? TraceParent);
}
