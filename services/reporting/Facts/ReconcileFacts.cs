using Npgsql;
using SocialServices.ServiceDefaults.Inbox;
using SocialServices.ServiceDefaults.Peers;
using EventLogClient = SocialServices.Contracts.Events.V1.EventLog.EventLogClient;

namespace SocialServices.Reporting.Facts;

/// <summary>
/// <c>--reconcile</c>: makes all facts again from the event logs of their sources, and prints how they differ from those that serve. All
/// figures are counted
/// from these, so that without a difference every number is what its source says. Changes nothing.
/// </summary>
internal static class ReconcileFacts
{
    public const string Command = "--reconcile";

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var differences = await CompareAsync(services, cancellationToken);
        foreach (var difference in differences.DefaultIfEmpty("Every fact is as its source tells."))
        {
            await Console.Out.WriteLineAsync(difference);
        }

        return differences.Count == 0 ? 0 : 1;
    }

    /// <returns>A line for each table that differs, and for events that no fact can be made of.</returns>
    internal static async Task<IReadOnlyList<string>> CompareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        EventLogClient LogOf(string source) => services.GetRequiredPeer<EventLogClient>(source);

        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        var copy = ActivatorUtilities.CreateInstance<FactsCopy>(services, connection);
        await copy.CreateAsync(cancellationToken);
        await copy.CatchUpAsync(LogOf, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        copy.Transaction = transaction;
        await Projection.HoldAsync(connection, cancellationToken);
        await copy.CatchUpAsync(LogOf, cancellationToken);
        var lines = new List<string>();
        foreach (var table in FactsCopy.Tables)
        {
            await using var command = new NpgsqlCommand(
                $"""
                select (select count(*) from (select * from public.{table} except select * from pg_temp.{table}) wrong),
                       (select count(*) from (select * from pg_temp.{table} except select * from public.{table}) missing)
                """,
                connection
            )
            {
                CommandTimeout = 0,
            };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            if ((reader.GetInt64(0), reader.GetInt64(1)) is var (wrong, missing) && wrong + missing > 0)
            {
                lines.Add($"{table}: {wrong} facts are not what the sources tell, {missing} are missing or different there.");
            }
        }

        if (copy.Failed > 0)
        {
            lines.Add($"{copy.Failed} events could not become facts; see --errors.");
        }

        await transaction.RollbackAsync(cancellationToken);
        await copy.ExecuteAsync("discard temporary", cancellationToken);
        return lines;
    }
}
