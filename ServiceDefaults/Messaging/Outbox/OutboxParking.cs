using Npgsql;
using NpgsqlTypes;

namespace SocialServices.ServiceDefaults.Outbox;

/// <summary>The SQL of events that this version cannot send. They keep their position, and the event log shows them as all others.</summary>
internal static class OutboxParking
{
    public const string UnknownType = "This version does not know the type.";

    public static async Task ParkAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Parked> events,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        if (events.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            """
            update outbox set parked_at = @at, parked_reason = parked.reason
            from unnest(@ids, @reasons) as parked (event_id, reason)
            where outbox.event_id = parked.event_id and published_at is null
            """,
            connection
        );
        command.Parameters.AddWithValue("at", at);
        command.Parameters.AddWithValue("ids", events.Select(parked => parked.EventId).ToArray());
        command.Parameters.AddWithValue("reasons", events.Select(parked => parked.Reason).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Lets the relay try again what is parked and of a type that this version knows.</summary>
    /// <returns>How many events.</returns>
    public static Task<int> ReleaseKnownAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<string> known,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            connection,
            "update outbox set parked_at = null, parked_reason = null where parked_at is not null and type = any(@types)",
            [.. known],
            cancellationToken
        );

    /// <summary>Gives up sending what is parked and of this type. It stays in the event log.</summary>
    /// <returns>How many events.</returns>
    public static Task<int> GiveUpAsync(NpgsqlConnection connection, string type, CancellationToken cancellationToken) =>
        ChangeAsync(
            connection,
            "update outbox set parked_at = null, published_at = now() where parked_at is not null and type = any(@types)",
            [type],
            cancellationToken
        );

    /// <returns>What is parked, by type.</returns>
    public static async Task<IReadOnlyList<ParkedType>> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select type, count(*), min(position), min(parked_at), min(parked_reason) from outbox
            where parked_at is not null group by type order by type
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var parked = new List<ParkedType>();
        while (await reader.ReadAsync(cancellationToken))
        {
            parked.Add(
                new ParkedType(
                    reader.GetString(0),
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetString(4)
                )
            );
        }

        return parked;
    }

    private static async Task<int> ChangeAsync(NpgsqlConnection connection, string sql, string[] types, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql + "; select pg_notify('outbox', '')", connection);
        command.Parameters.Add(new NpgsqlParameter("types", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = types });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal sealed record Parked(Guid EventId, string Reason);

    internal sealed record ParkedType(string Type, long Count, long FirstPosition, DateTimeOffset Since, string Reason);
}
