using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>Gives an event to a handler once, however often and by whichever way (broker, event log) it comes.</summary>
internal sealed partial class EventDispatcher(IServiceScopeFactory scopes, TimeProvider clock, ILogger<EventDispatcher> logger)
{
    private static readonly Counter<long> Handled = SocialServicesTelemetry.Meter.CreateCounter<long>(
        "socialservices.inbox.handled",
        "{event}",
        "Events dealt with, by handler and outcome (handled, duplicate)."
    );

    public async Task DispatchAsync<TEvent>(
        TEvent happened,
        string source,
        long position,
        Type handlerType,
        CancellationToken cancellationToken
    )
        where TEvent : IntegrationEvent
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        var handler = (IEventHandler<TEvent>)scope.ServiceProvider.GetRequiredService(handlerType);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var entered = await db.Database.ExecuteSqlAsync(
            $"""
            with waits_no_longer as (delete from parked_events where event_id = {happened.EventId} and handler = {handlerType.Name})
            insert into inbox (event_id, handler, source, position, occurred_at, handled_at)
            values ({happened.EventId}, {handlerType.Name}, {source}, {position}, {happened.OccurredAt}, {clock.GetUtcNow()})
            on conflict do nothing
            """,
            cancellationToken
        );
        if (entered == 0)
        {
            Count(handlerType, "duplicate");
            LogDuplicate(happened.EventId, handlerType.Name);
            await transaction.CommitAsync(cancellationToken); // it may have waited as failed
            return;
        }

        await handler.HandleAsync(happened, position, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Count(handlerType, "handled");
    }

    private static void Count(Type handlerType, string outcome) =>
        Handled.Add(1, new("handler", handlerType.Name), new("outcome", outcome));

    [LoggerMessage(LogLevel.Debug, "Event {EventId} has already been dealt with by {Handler}")]
    private partial void LogDuplicate(Guid eventId, string handler);
}
