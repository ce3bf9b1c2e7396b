using MassTransit;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>The broker's way to a handler. What fails after all retries goes to the queue's error queue.</summary>
internal sealed class EventConsumer<TEvent, THandler>(EventDispatcher dispatcher) : IConsumer<TEvent>
    where TEvent : IntegrationEvent
    where THandler : class, IEventHandler<TEvent>
{
    public Task Consume(ConsumeContext<TEvent> context) =>
        dispatcher.DispatchAsync(
            context.Message,
            context.Headers.Get<string>(EventHeaders.Source)
                ?? throw new InvalidOperationException($"The header {EventHeaders.Source} is missing."),
            context.Headers.Get<long>(EventHeaders.Position)
                ?? throw new InvalidOperationException($"The header {EventHeaders.Position} is missing."),
            typeof(THandler),
            context.CancellationToken
        );
}
