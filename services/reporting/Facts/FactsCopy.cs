using System.Text.Json;
using Npgsql;
using SocialServices.Contracts;
using SocialServices.Contracts.Events.V1;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Facts;

/// <summary>
/// The facts made anew from the event logs, in temporary tables of one connection beside the tables that serve. Handlers name tables
/// without a
/// schema, and PostgreSQL looks for temporary ones first. Nothing is left when this ends.
/// </summary>
internal sealed class FactsCopy(NpgsqlConnection connection, IServiceProvider services, TimeProvider clock) : IAsyncDisposable
{
    private const int PageSize = 1000;
    private const string Page = "page";
    private const string Inbox = "inbox";
    private readonly Dictionary<string, long> positions = [];
    private readonly ILookup<Type, (string Name, IFactWriter Writer)> writers = Subscriptions
        .Handlers.Select(handler => (handler.Event, handler.Handler.Name, (IFactWriter)services.GetRequiredService(handler.Handler)))
        .ToLookup(handler => handler.Event, handler => (handler.Name, handler.Item3));

    /// <summary>Of each source, up to where its log was read.</summary>
    public IReadOnlyDictionary<string, long> Positions => positions;

    /// <summary>
    /// While the last events are read and what was made is compared, or takes its place. Without it a page is written as a whole or not.
    /// </summary>
    public NpgsqlTransaction? Transaction { get; set; }

    public long Events { get; private set; }

    /// <summary>Events that no fact could be made of; they wait among the failed events of the service too.</summary>
    public int Failed { get; private set; }

    public static IEnumerable<string> Tables => FactTables.Names;

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables.Append(Inbox))
        {
            await ExecuteAsync($"create temporary table {table} (like public.{table} including all)", cancellationToken);
        }
    }

    /// <summary>Reads every log from where it was left to its end.</summary>
    public async Task CatchUpAsync(Func<string, EventLog.EventLogClient> logOf, CancellationToken cancellationToken)
    {
        foreach (var source in Subscriptions.Sources)
        {
            var log = logOf(source);
            Task<ReadEventsResponse> Read(long after) =>
                log.ReadEventsAsync(
                    new ReadEventsRequest { AfterPosition = after, Limit = PageSize },
                    cancellationToken: cancellationToken
                ).ResponseAsync;
            var page = await Read(positions.GetValueOrDefault(source));
            while (page.Events.Count > 0)
            {
                var position = page.Events[^1].Position;
                var following = Read(position); // while this page is written
                await WriteAsync(source, page, cancellationToken);
                positions[source] = position;
                page = await following;
            }
        }
    }

    public async ValueTask DisposeAsync() => await connection.EndSessionStateAsync(services.GetRequiredService<NpgsqlDataSource>());

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WriteAsync(string source, ReadEventsResponse page, CancellationToken cancellationToken)
    {
        var statements = new List<(string Handler, EventRecord Record, FormattableString Statement)>();
        foreach (var record in page.Events)
        {
            Events++;
            if (EventTypes.Find(record.Type) is { } type && writers[type].ToList() is { Count: > 0 } interested)
            {
                var happened = (IntegrationEvent)JsonSerializer.Deserialize(record.Data, type, Json.Options)!;
                statements.AddRange(interested.Select(one => (one.Name, record, one.Writer.Write(happened, record.Position))));
            }
        }

        if (statements.Count > 0 && !await TryWriteAsync(source, statements, cancellationToken))
        {
            foreach (var statement in statements)
            {
                Failed += await TryWriteAsync(source, [statement], cancellationToken) ? 0 : 1;
            }
        }
    }

    /// <returns>False, and nothing is written, when the database refuses one of them.</returns>
    private async Task<bool> TryWriteAsync(
        string source,
        List<(string Handler, EventRecord Record, FormattableString Statement)> statements,
        CancellationToken cancellationToken
    )
    {
        if (Transaction is not null)
        {
            await Transaction.SaveAsync(Page, cancellationToken);
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var (_, _, statement) in statements)
        {
            batch.BatchCommands.Add(ToCommand(statement));
        }

        batch.BatchCommands.Add(
            ToCommand(
                $"""
                insert into inbox (event_id, handler, source, position, occurred_at, handled_at)
                select event_id, handler, {source}, position, occurred_at, {clock.GetUtcNow()}
                from unnest({statements.Select(s => Guid.Parse(s.Record.EventId)).ToArray()}, {statements.Select(s => s.Handler).ToArray()},
                    {statements.Select(s => s.Record.Position).ToArray()},
                    {statements.Select(s =>
                    s.Record.OccurredAt.ToDateTimeOffset()
                ).ToArray()}) as handled (event_id, handler, position, occurred_at)
                on conflict do nothing
                """
            )
        );
        try
        {
            await batch.PrepareAsync(cancellationToken); // the same few statements a thousand times
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException)
        {
            if (Transaction is not null)
            {
                await Transaction.RollbackAsync(Page, cancellationToken);
            }

            return false;
        }
    }

    private static NpgsqlBatchCommand ToCommand(FormattableString statement)
    {
        var names = Enumerable.Range(1, statement.ArgumentCount).Select(number => (object)$"${number}").ToArray();
        var command = new NpgsqlBatchCommand(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement.Format, names));
        foreach (var value in statement.GetArguments())
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
