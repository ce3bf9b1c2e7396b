using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>Tables that hold nothing but what was learnt from other services' events.</summary>
public static class Projection
{
    /// <summary>
    /// Keeps the followers of event logs and the handlers of events away until the transaction ends: what they would write waits.
    /// </summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task HoldAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select pg_advisory_xact_lock({ProjectionLock.Key}); lock table public.inbox in share row exclusive mode",
            connection
        )
        {
            CommandTimeout = 0, // a follower may be in a long round
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Empties the tables and forgets which events were handled, in one transaction; the followers then read the event
    /// logs from the beginning. Safe while the service runs.
    /// </summary>
    /// <param name="db">The service's database.</param>
    /// <param name="tables">Names from the code, never from outside. Every handler of the service must write to these tables only.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    [SuppressMessage("Security", "EF1002", Justification = "Table names cannot be parameters; they come from the code.")]
    public static async Task ForgetAsync(ServiceDbContext db, IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ProjectionLock.Key})", cancellationToken);

        // What failed is read from the logs again, but for sources that are not followed.
        // The inbox first, as every handler takes it first: the other way round the two could wait for each other.
        await db.Database.ExecuteSqlAsync($"lock table inbox", cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"delete from parked_events where source in (select source from event_cursors)",
            cancellationToken
        );
        await db.Database.ExecuteSqlRawAsync($"truncate inbox, event_cursors, {string.Join(", ", tables)}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
