using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Outbox;

/// <summary>
/// Publishes committed events in the order of their positions, at least once: an event is marked only after the broker
/// has confirmed it. One replica leads (advisory lock); another takes over when its connection ends. What this version
/// cannot send is parked and keeps its position; the next leader that knows its type sends it.
/// </summary>
internal sealed partial class OutboxRelay(
    NpgsqlDataSource database,
    EventPublisher publisher,
    KnownEventTypes types,
    OutboxState state,
    TimeProvider clock,
    ILogger<OutboxRelay> logger
) : BackgroundService
{
    private const int BatchSize = 100;
    private const int NumberedAtOnce = 10_000;
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(1); // more than a batch and one publication may take
    private static readonly TimeSpan MaxBatchTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);
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
        try
        {
            await OutboxStore.ListenAsync(connection, MaxSilence, cancellationToken);
            var leads = false;
            while (!cancellationToken.IsCancellationRequested)
            {
                committed = false;
                state.Beat(clock.GetUtcNow());
                if (!leads && await OutboxStore.TryLeadAsync(connection, cancellationToken))
                {
                    leads = true;
                    await OutboxParking.ReleaseKnownAsync(connection, types.Names, cancellationToken);
                }

                var (couldNotSend, isLast) = leads ? await PublishAllAsync(connection, () => committed, cancellationToken) : (false, true);
                var reported = await state.TryReportAsync(connection, cancellationToken);
                if (couldNotSend)
                {
                    // A replica of the version that knows the type may be there, as in a rolling upgrade: it gets the lead.
                    leads = false;
                    await OutboxStore.StepAsideAsync(connection, cancellationToken);
                    await Task.Delay(AfterFault, clock, cancellationToken);
                }
                else if (isLast)
                {
                    // What is committed within a moment is published together: a turn for each event would cost as much as the change.
                    await Task.Delay(Gather, cancellationToken);
                    if (committed)
                    {
                        continue;
                    }

                    await connection.WaitAsync(reported ? MaxWait : OutboxState.ReportEvery, cancellationToken);
                }
            }
        }
        finally
        {
            await connection.EndSessionStateAsync(database); // gives the lead back at once
        }
    }

    /// <returns>Whether an event had to be parked because this version does not know its type, and whether no more events waited.</returns>
    private async Task<(bool CouldNotSend, bool IsLast)> PublishAllAsync(
        NpgsqlConnection connection,
        Func<bool> committed,
        CancellationToken cancellationToken
    )
    {
        // All that is committed is numbered at once, so that the event log shows it even while the broker is away.
        // In steps: a million events that an import left behind must not be one statement that runs into its time limit for ever.
        while (await OutboxStore.NumberAsync(connection, NumberedAtOnce, cancellationToken) == NumberedAtOnce)
        {
            state.Beat(clock.GetUtcNow());
        }

        var position = await OutboxStore.SentUpToAsync(connection, cancellationToken);
        var unknown = false;
        for (var last = position; ; position = last)
        {
            (last, var parked, var isLast) = await PublishBatchAsync(connection, position, cancellationToken);
            unknown |= parked;
            state.Beat(clock.GetUtcNow());
            if (isLast || committed())
            {
                return (unknown, isLast);
            }

            await state.TryReportAsync(connection, cancellationToken);
        }
    }

    /// <returns>The last position that holds up nothing now, whether a type was not known, and whether no more events waited.</returns>
    private async Task<(long Last, bool Unknown, bool IsLast)> PublishBatchAsync(
        NpgsqlConnection connection,
        long after,
        CancellationToken cancellationToken
    )
    {
        var events = await OutboxStore.ReadWaitingAsync(connection, after, BatchSize, cancellationToken);
        var (published, parked) = (new List<Guid>(events.Count), new List<OutboxParking.Parked>());
        var (last, started) = (after, clock.GetTimestamp());
        try
        {
            foreach (var waiting in events)
            {
                if (await TryPublishAsync(waiting, cancellationToken) is { } reason)
                {
                    parked.Add(new OutboxParking.Parked(waiting.EventId, reason));
                    LogParked(waiting.EventId, waiting.Position, waiting.Type, reason);
                }
                else
                {
                    published.Add(waiting.EventId);
                }

                last = waiting.Position;
                if (clock.GetElapsedTime(started) > MaxBatchTime)
                {
                    break; // what a slow broker has confirmed is marked, so that it is not sent again after a fault
                }
            }
        }
        finally
        {
            await OutboxStore.MarkPublishedAsync(connection, published, clock.GetUtcNow(), CancellationToken.None);
            await OutboxParking.ParkAsync(connection, parked, clock.GetUtcNow(), CancellationToken.None);
        }

        var isLast = events.Count < BatchSize && published.Count + parked.Count == events.Count;
        return (last, parked.Exists(event_ => event_.Reason == OutboxParking.UnknownType), isLast);
    }

    /// <returns>Null when the broker has confirmed the event, else why this version cannot send it.</returns>
    private async Task<string?> TryPublishAsync(OutboxStore.Numbered waiting, CancellationToken cancellationToken)
    {
        _ = ActivityContext.TryParse(waiting.TraceParent, null, isRemote: true, out var parent);
        using var span = SocialServicesTelemetry.Source.StartActivity("outbox publish", ActivityKind.Internal, parent);
        span?.SetTag("socialservices.event.type", waiting.Type);
        span?.SetTag("socialservices.event.position", waiting.Position);

        if (types.Find(waiting.Type) is not { } type)
        {
            return OutboxParking.UnknownType;
        }

        try
        {
            var happened = (IntegrationEvent)JsonSerializer.Deserialize(waiting.Data, type, Json.Options)!;
            await publisher.PublishAsync(happened, type, waiting.Position, cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or SerializationException)
        {
            return $"This version cannot read it ({fault.GetType().Name}).";
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox relay failed and will try again")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(LogLevel.Error, "Event {EventId}, position {Position}, type {Type}, is parked in the outbox. {Reason}")]
    private partial void LogParked(Guid eventId, long position, string type, string reason);
}
