using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Outbox;

/// <summary>
/// Publishes committed events in the order of their positions, at least once: an event is marked only after the broker
/// has confirmed it. One replica leads (advisory lock); another takes over when its connection ends.
/// </summary>
internal sealed partial class OutboxRelay(
    NpgsqlDataSource database,
    EventPublisher publisher,
    OutboxState state,
    TimeProvider clock,
    ILogger<OutboxRelay> logger
) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                await RelayAsync(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) // broker or database gone: the events wait in the table
            {
                state.Beat(clock.GetUtcNow());
                LogFault(fault);
                await Task.Delay(AfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RelayAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var committed = false;
        connection.Notification += (_, _) => committed = true; // also while a query of our own runs
        await OutboxStore.ListenAsync(connection, cancellationToken);
        try
        {
            long? published = null; // null: another replica leads
            while (!cancellationToken.IsCancellationRequested)
            {
                committed = false;
                state.Beat(clock.GetUtcNow());
                if (published is null && await OutboxStore.TryLeadAsync(connection, cancellationToken))
                {
                    published = await OutboxStore.PublishedUpToAsync(connection, cancellationToken);
                }

                if (published is { } position)
                {
                    // All that is committed is numbered at once, so that the event log shows it even while the broker is away.
                    await OutboxStore.NumberAsync(connection, cancellationToken);
                    var last = position;
                    do
                    {
                        position = last;
                        last = await PublishBatchAsync(connection, position, cancellationToken);
                        state.Beat(clock.GetUtcNow());
                    } while (last > position && !committed);

                    published = last;
                    state.Report(await OutboxStore.LagAsync(connection, cancellationToken));
                }

                if (!committed)
                {
                    await connection.WaitAsync(LongestWait, cancellationToken);
                }
            }
        }
        finally
        {
            await OutboxStore.StepDownAsync(connection);
        }
    }

    /// <returns>The last position that is published now.</returns>
    private async Task<long> PublishBatchAsync(NpgsqlConnection connection, long after, CancellationToken cancellationToken)
    {
        var events = await OutboxStore.ReadWaitingAsync(connection, after, BatchSize, cancellationToken);
        if (events.Count == 0)
        {
            return after;
        }

        var published = new List<Guid>(events.Count);
        try
        {
            foreach (var waiting in events)
            {
                await PublishAsync(waiting, cancellationToken);
                published.Add(waiting.EventId);
            }
        }
        finally
        {
            await OutboxStore.MarkPublishedAsync(connection, published, clock.GetUtcNow(), CancellationToken.None);
        }

        return events[^1].Position;
    }

    private async Task PublishAsync(OutboxStore.Numbered waiting, CancellationToken cancellationToken)
    {
        _ = ActivityContext.TryParse(waiting.TraceParent, null, isRemote: true, out var parent);
        using var span = SocialServicesTelemetry.Source.StartActivity("outbox publish", ActivityKind.Internal, parent);
        span?.SetTag("socialservices.event.type", waiting.Type);
        span?.SetTag("socialservices.event.position", waiting.Position);

        var type =
            EventTypes.Find(waiting.Type)
            ?? throw new InvalidOperationException($"The outbox holds a {waiting.Type}, which this version does not know.");
        var fact = (IntegrationEvent)JsonSerializer.Deserialize(waiting.Data, type, Json.Options)!;
        await publisher.PublishAsync(fact, type, waiting.Position, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "The outbox relay failed and will try again")]
    private partial void LogFault(Exception fault);
}
