using SocialServices.Contracts;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>What a service does when it learns a happened. Runs inside a transaction that also holds the inbox entry.</summary>
/// <typeparam name="TEvent">The happened.</typeparam>
public interface IEventHandler<in TEvent>
    where TEvent : IntegrationEvent
{
    /// <summary>
    /// Changes the service's own database through its scoped context; what it leaves tracked is saved by the caller.
    /// Events may arrive in any order and late, never twice: compare <paramref name="position"/> or a version in the event.
    /// </summary>
    /// <param name="happened">The event.</param>
    /// <param name="position">Its place in the log of the service that published it, from 1.</param>
    /// <param name="cancellationToken">Ends with the process.</param>
    Task HandleAsync(TEvent happened, long position, CancellationToken cancellationToken);
}
