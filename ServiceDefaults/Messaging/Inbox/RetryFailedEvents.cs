using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>Tries failed events again, and those that an operator replays. Any number of replicas may do so at once: the inbox lets one in.</summary>
internal sealed partial class RetryFailedEvents(
    ParkedEvents parked,
    EventSubscriptions subscriptions,
    KnownEventTypes types,
    EventDispatcher dispatcher,
    IServiceScopeFactory scopes,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<RetryFailedEvents> logger
) : BackgroundService
{
    private const int BatchSize = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FollowEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RetryDueAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault);
            }
        }
    }

    private async Task RetryDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        await using var round = await ProjectionLock.BeginRoundAsync(db, cancellationToken);
        IReadOnlyList<ParkedEvents.Waiting> due;
        do
        {
            due = await parked.DueAsync(BatchSize, cancellationToken);
            foreach (var waiting in due)
            {
                await RetryAsync(waiting, cancellationToken);
            }
        } while (due.Count == BatchSize); // each was taken off or waits for its next time
    }

    private async Task RetryAsync(ParkedEvents.Waiting waiting, CancellationToken cancellationToken)
    {
        try
        {
            var type = types.Find(waiting.Type);
            var subscription = subscriptions.All.FirstOrDefault(s => s.EventType == type && s.HandlerType.Name == waiting.Handler);
            if (type is null || subscription is null)
            {
                throw new NotSupportedException($"This version has no {waiting.Handler} for {waiting.Type}.");
            }

            var happened = (IntegrationEvent)JsonSerializer.Deserialize(waiting.Data, type, Json.Options)!;
            await subscription.DispatchAsync(dispatcher, happened, waiting.Source, waiting.Position, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && !Faults.IsTransient(fault))
        {
            if (await parked.FailedAsync(waiting.Because(fault), waiting.Attempts + 1, cancellationToken))
            {
                LogParked(fault, waiting.EventId, waiting.Source, waiting.Position, waiting.Handler);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Error,
        "Event {EventId} of {Source}, position {Position}, is parked: {Handler} could not take it. See --errors and --replay-errors"
    )]
    private partial void LogParked(Exception fault, Guid eventId, string source, long position, string handler);

    [LoggerMessage(LogLevel.Error, "Failed events could not be tried again; the next round tries again")]
    private partial void LogFault(Exception fault);
}
