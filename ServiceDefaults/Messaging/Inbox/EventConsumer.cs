using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>The broker's way to a handler. What fails after all retries is parked; what is no event of ours goes to the queue's error queue.</summary>
internal sealed partial class EventConsumer<TEvent, THandler>(
    EventDispatcher dispatcher,
    ParkedEvents parked,
    IOptions<MessagingOptions> options,
    ILogger<EventConsumer<TEvent, THandler>> logger
) : IConsumer<TEvent>
    where TEvent : IntegrationEvent
    where THandler : class, IEventHandler<TEvent>
{
    public async Task Consume(ConsumeContext<TEvent> context)
    {
        var (happened, cancellationToken) = (context.Message, context.CancellationToken);
        var source =
            context.Headers.Get<string>(EventHeaders.Source)
            ?? throw new InvalidOperationException($"The header {EventHeaders.Source} is missing.");
        var position =
            context.Headers.Get<long>(EventHeaders.Position)
            ?? throw new InvalidOperationException($"The header {EventHeaders.Position} is missing.");
        try
        {
            await dispatcher.DispatchAsync(happened, source, position, typeof(THandler), cancellationToken);
        }
        catch (Exception fault)
            when (context.GetRetryAttempt() >= options.Value.Retries
                && !cancellationToken.IsCancellationRequested
                && !Faults.IsTransient(fault)
            )
        {
            var failure = new ParkedEvents.Failure(
                happened.EventId,
                typeof(THandler).Name,
                source,
                position,
                WireNameAttribute.Of(typeof(TEvent)),
                JsonSerializer.Serialize(happened, Json.Options),
                fault
            );
            LogParked(fault, happened.EventId, source, position, typeof(THandler).Name);
            await parked.FailedAsync(failure, options.Value.Retries + 1, cancellationToken);
        }
    }

    [LoggerMessage(
        LogLevel.Error,
        "Event {EventId} of {Source}, position {Position}, is parked: {Handler} could not take it. See --errors and --replay-errors"
    )]
    private partial void LogParked(Exception fault, Guid eventId, string source, long position, string handler);
}
