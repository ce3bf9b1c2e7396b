using SocialServices.Contracts;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>Which events a service wants to know, and which event logs it follows so that none is missed.</summary>
public sealed class EventSubscriptions
{
    private readonly List<EventSubscription> subscriptions = [];
    private readonly List<string> followed = [];

    internal IReadOnlyList<EventSubscription> All => subscriptions;
    internal IReadOnlyList<string> Followed => followed;

    /// <summary>The handler gets every event of this type once, through a queue of its own.</summary>
    public EventSubscriptions On<TEvent, THandler>()
        where TEvent : IntegrationEvent
        where THandler : class, IEventHandler<TEvent>
    {
        subscriptions.Add(
            new EventSubscription(
                typeof(TEvent),
                typeof(THandler),
                typeof(EventConsumer<TEvent, THandler>),
                (dispatcher, happened, source, position, cancellationToken) =>
                    dispatcher.DispatchAsync((TEvent)happened, source, position, typeof(THandler), cancellationToken)
            )
        );
        return this;
    }

    /// <summary>Reads the peer's event log now and then from where it last stopped: what the broker lost, or sent before this service existed, is caught up.</summary>
    /// <param name="peer">Resource name of the service.</param>
    public EventSubscriptions Follow(string peer)
    {
        followed.Add(peer);
        return this;
    }
}

internal sealed record EventSubscription(
    Type EventType,
    Type HandlerType,
    Type ConsumerType,
    Func<EventDispatcher, IntegrationEvent, string, long, CancellationToken, Task> DispatchAsync
);
