using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using SocialServices.ServiceDefaults.Broker;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>The list of events that handlers could not take, with its SQL. The dispatcher takes off it what is handled.</summary>
internal sealed class ParkedEvents(NpgsqlDataSource database, IOptions<MessagingOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>Writes down a failure. An event that failed once more often than it is retried is parked.</summary>
    /// <returns>True when the event is parked now.</returns>
    public async Task<bool> FailedAsync(Failure failure, int attempts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var wait = FirstWait * Math.Pow(2, Math.Min(attempts, 10));
        await using var command = database.CreateCommand(
            """
            insert into parked_events as known
                (event_id, handler, source, position, type, data, attempts, next_attempt_at, failed_at, fault, parked_at)
            select @event, @handler, @source, @position, @type, @data, @attempts, @next, @now, @fault, @parked
            where not exists (select from inbox where event_id = @event and handler = @handler)
            on conflict (event_id, handler) do update set
                attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at, failed_at = excluded.failed_at,
                fault = excluded.fault, parked_at = excluded.parked_at
            where known.parked_at is null and known.attempts < excluded.attempts
            """
        );
        command.Parameters.AddWithValue("event", failure.EventId);
        command.Parameters.AddWithValue("handler", failure.Handler);
        command.Parameters.AddWithValue("source", failure.Source);
        command.Parameters.AddWithValue("position", failure.Position);
        command.Parameters.AddWithValue("type", failure.Type);
        command.Parameters.Add(new NpgsqlParameter("data", NpgsqlDbType.Jsonb) { Value = failure.Data });
        command.Parameters.AddWithValue("attempts", attempts);
        command.Parameters.AddWithValue("next", now + (wait < MaxWait ? wait : MaxWait));
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("fault", Faults.Describe(failure.Fault));
        var parked = attempts > options.Value.Retries;
        command.Parameters.Add(new NpgsqlParameter("parked", NpgsqlDbType.TimestampTz) { Value = parked ? now : DBNull.Value });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1 && parked;
    }

    /// <returns>What has to be tried again now, the oldest of each source first.</returns>
    public Task<IReadOnlyList<Waiting>> DueAsync(int limit, CancellationToken cancellationToken) =>
        ReadAsync("parked_at is null and next_attempt_at <= @now order by source, position", limit, cancellationToken);

    /// <returns>What waits for an operator.</returns>
    public Task<IReadOnlyList<Waiting>> ListAsync(int limit, CancellationToken cancellationToken) =>
        ReadAsync("parked_at is not null order by source, position", limit, cancellationToken);

    /// <returns>How many events wait for an operator, by handler.</returns>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select handler, count(*) from parked_events where parked_at is not null group by handler"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<string, long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        return counts;
    }

    /// <summary>Has all that is parked tried again by the running service, as if it had just failed for the first time.</summary>
    /// <returns>How many events.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "update parked_events set parked_at = null, attempts = 0, next_attempt_at = @now where parked_at is not null"
        );
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Waiting>> ReadAsync(string which, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"select event_id, handler, source, position, type, data, attempts, failed_at, fault from parked_events where {which} limit @limit"
        );
        command.Parameters.AddWithValue("limit", limit);
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<Waiting>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(
                new Waiting(
                    reader.GetGuid(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetInt64(3),
                    reader.GetString(4),
                    reader.GetString(5),
                    reader.GetInt32(6),
                    reader.GetFieldValue<DateTimeOffset>(7),
                    reader.GetString(8)
                )
            );
        }

        return events;
    }

    /// <summary>An event, a handler and why the one could not take the other.</summary>
    internal sealed record Failure(Guid EventId, string Handler, string Source, long Position, string Type, string Data, Exception Fault);

    internal sealed record Waiting(
        Guid EventId,
        string Handler,
        string Source,
        long Position,
        string Type,
        string Data,
        int Attempts,
        DateTimeOffset FailedAt,
        string Fault
    )
    {
        public Failure Because(Exception fault) => new(EventId, Handler, Source, Position, Type, Data, fault);
    }
}
