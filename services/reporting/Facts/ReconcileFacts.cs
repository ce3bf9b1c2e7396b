using Npgsql;
using SocialServices.ServiceDefaults.Inbox;
using SocialServices.ServiceDefaults.Peers;
using EventLogClient = SocialServices.Contracts.Events.V1.EventLog.EventLogClient;

namespace SocialServices.Reporting.Facts;

/// <summary>
/// <c>--reconcile</c>: makes all facts again from the event logs of their sources, and prints how they differ from those that serve. All
/// figures are counted from these, so that without a difference every number is what its source says. Changes nothing.
/// </summary>
internal static class ReconcileFacts
{
    public const string Command = "--reconcile";
    private const int Rounds = 3;
    private const int MaxShown = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="Compared">By table: facts that the sources tell.</param>
    /// <param name="Events">Read from the logs.</param>
    /// <param name="Differences">A line for each table that differs, and for events that no fact can be made of.</param>
    internal sealed record Outcome(IReadOnlyList<(string Table, long Facts)> Compared, long Events, IReadOnlyList<string> Differences);

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var outcome = await CompareAsync(services, cancellationToken);
        var facts = string.Join(", ", outcome.Compared.Where(one => one.Facts > 0).Select(one => $"{one.Table} {one.Facts}"));
        await Console.Out.WriteLineAsync($"{outcome.Events} events of {string.Join(", ", Subscriptions.Sources)} tell: {facts}.");
        foreach (var difference in outcome.Differences.DefaultIfEmpty("Every fact is as its source tells."))
        {
            await Console.Out.WriteLineAsync(difference);
        }

        return outcome.Differences.Count == 0 ? 0 : 1;
    }

    internal static async Task<Outcome> CompareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        await using var copy = ActivatorUtilities.CreateInstance<FactsCopy>(services, connection);
        await copy.CreateAsync(cancellationToken);
        Outcome outcome;
        for (var round = 1; ; round++)
        {
            outcome = await CompareOnceAsync(services, connection, copy, cancellationToken);
            if (outcome.Differences.Count == 0 || round == Rounds)
            {
                break;
            }

            await Task.Delay(Pause, cancellationToken); // an event that is on its way is no difference
        }

        return outcome;
    }

    private static async Task<Outcome> CompareOnceAsync(
        IServiceProvider services,
        NpgsqlConnection connection,
        FactsCopy copy,
        CancellationToken cancellationToken
    )
    {
        EventLogClient LogOf(string source) => services.GetRequiredPeer<EventLogClient>(source);

        await copy.CatchUpAsync(LogOf, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        copy.Transaction = transaction;
        await Projection.HoldAsync(connection, cancellationToken);
        await copy.CatchUpAsync(LogOf, cancellationToken);
        var (compared, lines) = (new List<(string, long)>(), new List<string>());
        foreach (var (table, key) in FactTables.Keys)
        {
            var (facts, wrong, missing, which) = await CompareAsync(connection, table, key, cancellationToken);
            compared.Add((table, facts));
            if (wrong + missing > 0)
            {
                lines.Add(
                    $"{table}: {wrong} facts are not what the sources tell, {missing} are missing or different there; among them {string.Join(", ", which)}."
                );
            }
        }

        if (copy.Failed > 0)
        {
            lines.Add($"{copy.Failed} events could not become facts; see --errors.");
        }

        await transaction.CommitAsync(cancellationToken); // of the temporary tables; the others were read only
        copy.Transaction = null;
        return new Outcome(compared, copy.Events, lines);
    }

    private static async Task<(long Facts, long Wrong, long Missing, string[] Which)> CompareAsync(
        NpgsqlConnection connection,
        string table,
        string key,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            with wrong as (select * from public.{table} except select * from pg_temp.{table}),
                 missing as (select * from pg_temp.{table} except select * from public.{table}),
                 keys as (select distinct concat_ws(' ', {key}) as key from (select * from wrong union all select * from missing) both_sides)
            select (select count(*) from pg_temp.{table}), (select count(*) from wrong), (select count(*) from missing),
                   array(select key from keys order by key limit {MaxShown})
            """,
            connection
        )
        {
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<string[]>(3));
    }
}
