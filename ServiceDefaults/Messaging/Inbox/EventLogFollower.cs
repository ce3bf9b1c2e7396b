using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialServices.Contracts;
using SocialServices.Contracts.Events.V1;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>Reads a peer's event log from where it last stopped and gives the handlers whatever the broker has not brought.</summary>
/// <param name="peer">Resource name of the peer.</param>
/// <param name="log">Its event log.</param>
internal sealed partial class EventLogFollower(
    string peer,
    EventLog.EventLogClient log,
    EventSubscriptions subscriptions,
    KnownEventTypes types,
    EventDispatcher dispatcher,
    ParkedEvents parked,
    IServiceScopeFactory scopes,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<EventLogFollower> logger
) : BackgroundService
{
    private const int PageSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FollowEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (RpcException) when (stoppingToken.IsCancellationRequested)
            {
                return; // the call was cancelled by the shutdown
            }
            catch (RpcException unavailable) when (unavailable.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
            {
                LogUnavailable(peer);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault, peer);
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        await using var round = await ProjectionLock.BeginRoundAsync(db, cancellationToken);
        var position = await db.EventCursors.Where(c => c.Source == peer).Select(c => c.Position).SingleOrDefaultAsync(cancellationToken);

        ReadEventsResponse page;
        do
        {
            var askedAt = clock.GetUtcNow();
            page = await log.ReadEventsAsync(
                new ReadEventsRequest { AfterPosition = position, Limit = PageSize },
                cancellationToken: cancellationToken
            );
            foreach (var missed in await FindMissedAsync(db, page, cancellationToken))
            {
                await HandleAsync(missed, cancellationToken);
            }

            position = page.Events.Count > 0 ? page.Events[^1].Position : position;
            DateTimeOffset? caughtUpAt = position >= page.LastPosition ? askedAt : null;
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into event_cursors (source, position, caught_up_at) values ({peer}, {position}, {caughtUpAt})
                on conflict (source) do update set
                    position = greatest(event_cursors.position, excluded.position),
                    caught_up_at = greatest(event_cursors.caught_up_at, excluded.caught_up_at)
                """,
                cancellationToken
            );
        } while (position < page.LastPosition && page.Events.Count > 0);
    }

    /// <returns>What no handler has dealt with, in the order of the log. One question for the whole page: mostly the broker has brought all.</returns>
    private async Task<List<Missed>> FindMissedAsync(ServiceDbContext db, ReadEventsResponse page, CancellationToken cancellationToken)
    {
        // A type that this version does not know is passed: its handler will come with a version that rebuilds.
        var wanted = (
            from record in page.Events
            let type = types.Find(record.Type)
            where type is not null
            from subscription in subscriptions.All
            where subscription.EventType == type
            select new Missed(record, subscription)
        ).ToList();
        if (wanted.Count == 0)
        {
            return wanted;
        }

        var (ids, handlers) = (wanted.Select(w => w.EventId).ToArray(), wanted.Select(w => w.Handler).ToArray());
        var missing = await db
            .Database.SqlQuery<long>(
                $"""
                select wanted.place - 1 as "Value"
                from unnest({ids}, {handlers}) with ordinality as wanted (event_id, handler, place)
                where not exists (select from inbox i where i.event_id = wanted.event_id and i.handler = wanted.handler)
                  and not exists (select from parked_events p where p.event_id = wanted.event_id and p.handler = wanted.handler)
                order by wanted.place
                """
            )
            .ToListAsync(cancellationToken);
        return missing.ConvertAll(place => wanted[(int)place]);
    }

    private async Task HandleAsync(Missed missed, CancellationToken cancellationToken)
    {
        var (record, subscription) = (missed.Record, missed.Subscription);
        try
        {
            var happened = (IntegrationEvent)JsonSerializer.Deserialize(record.Data, subscription.EventType, Json.Options)!;
            await subscription.DispatchAsync(dispatcher, happened, peer, record.Position, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && !Faults.IsTransient(fault))
        {
            // The event is to blame. It must not hold up those behind it: it is tried again beside the log.
            LogFailed(fault, missed.EventId, peer, record.Position, missed.Handler);
            var failure = new ParkedEvents.Failure(missed.EventId, missed.Handler, peer, record.Position, record.Type, record.Data, fault);
            await parked.FailedAsync(failure, attempts: 1, cancellationToken);
        }
    }

    private sealed record Missed(EventRecord Record, EventSubscription Subscription)
    {
        public Guid EventId { get; } = Guid.Parse(Record.EventId);
        public string Handler => Subscription.HandlerType.Name;
    }

    [LoggerMessage(LogLevel.Warning, "Event {EventId} of {Source}, position {Position}, failed in {Handler} and is tried again")]
    private partial void LogFailed(Exception fault, Guid eventId, string source, long position, string handler);

    [LoggerMessage(LogLevel.Information, "{Peer} does not answer; its event log is read later")]
    private partial void LogUnavailable(string peer);

    [LoggerMessage(LogLevel.Error, "The event log of {Peer} could not be followed; the next round tries again")]
    private partial void LogFault(Exception fault, string peer);
}
