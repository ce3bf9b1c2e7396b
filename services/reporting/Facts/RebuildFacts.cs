using System.Diagnostics;
using Npgsql;
using SocialServices.ServiceDefaults.Inbox;
using SocialServices.ServiceDefaults.Peers;
using EventLogClient = SocialServices.Contracts.Events.V1.EventLog.EventLogClient;

namespace SocialServices.Reporting.Facts;

/// <summary>
/// <c>--rebuild</c>: makes all facts again from the event logs, beside those that serve, and puts them in their place in one transaction
/// when
/// they have caught up. The service goes on meanwhile; its readers never see half of it.
/// </summary>
internal static class RebuildFacts
{
    public const string Command = "--rebuild";

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var events = await RebuildAsync(services, cancellationToken);
        await Console.Out.WriteLineAsync(
            $"The facts were made anew from {events} events, {events / Math.Max(watch.Elapsed.TotalSeconds, 0.001):0} a second."
        );
        return 0;
    }

    /// <returns>How many events were read.</returns>
    internal static async Task<long> RebuildAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        EventLogClient LogOf(string source) => services.GetRequiredPeer<EventLogClient>(source);

        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        await using var copy = ActivatorUtilities.CreateInstance<FactsCopy>(services, connection);
        await copy.CreateAsync(cancellationToken);
        await copy.CatchUpAsync(LogOf, cancellationToken);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        copy.Transaction = transaction;
        await Projection.HoldAsync(connection, cancellationToken);
        await copy.CatchUpAsync(LogOf, cancellationToken);
        foreach (var table in FactsCopy.Tables.Append("inbox"))
        {
            // Not truncate: who reads goes on reading the old rows.
            await copy.ExecuteAsync(
                $"delete from public.{table}; insert into public.{table} select * from pg_temp.{table}",
                cancellationToken
            );
        }

        await copy.ExecuteAsync(
            """
            delete from public.event_cursors;
            delete from public.parked_events p
            where exists (select from public.inbox i where i.event_id = p.event_id and i.handler = p.handler)
            """,
            cancellationToken
        );

        // Without a cursor the followers read all again, and find the events that failed.
        foreach (var (source, position) in copy.Positions.Where(_ => copy.Failed == 0))
        {
            await using var cursor = new NpgsqlCommand("insert into event_cursors (source, position) values ($1, $2)", connection)
            {
                Parameters =
                {
                    new() { Value = source },
                    new() { Value = position },
                },
            };
            await cursor.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        await copy.ExecuteAsync("discard temporary", cancellationToken);
        return copy.Events;
    }
}
