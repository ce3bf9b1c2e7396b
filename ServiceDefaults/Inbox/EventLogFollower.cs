using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialServices.Contracts;
using SocialServices.Contracts.Events.V1;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>Reads a peer's event log from where it last stopped and gives the handlers whatever the broker has not brought.</summary>
/// <param name="peer">Resource name of the peer.</param>
/// <param name="log">Its event log.</param>
internal sealed partial class EventLogFollower(
    string peer,
    EventLog.EventLogClient log,
    EventSubscriptions subscriptions,
    EventDispatcher dispatcher,
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
            foreach (var record in page.Events)
            {
                await DispatchAsync(record, cancellationToken);
                position = record.Position;
            }

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

    private async Task DispatchAsync(EventRecord record, CancellationToken cancellationToken)
    {
        if (EventTypes.Find(record.Type) is not { } type)
        {
            return; // newer than this version; its handler will come with a version that rebuilds
        }

        var fact = (IntegrationEvent)JsonSerializer.Deserialize(record.Data, type, Json.Options)!;
        foreach (var subscription in subscriptions.All.Where(subscription => subscription.EventType == type))
        {
            await subscription.DispatchAsync(dispatcher, fact, peer, record.Position, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Peer} does not answer; its event log is read later")]
    private partial void LogUnavailable(string peer);

    [LoggerMessage(LogLevel.Error, "The event log of {Peer} could not be followed; the next round tries again")]
    private partial void LogFault(Exception fault, string peer);
}
