using MassTransit;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Broker;

/// <summary>Publishes one event and waits until the broker has confirmed it.</summary>
internal sealed class EventPublisher(IBus bus, ServiceIdentity service)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public async Task PublishAsync(IntegrationEvent happened, Type type, long position, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Longest);
        await bus.Publish(
            happened,
            type,
            Pipe.Execute<PublishContext>(context =>
            {
                context.MessageId = happened.EventId;
                context.Headers.Set(EventHeaders.Source, service.Name);
                context.Headers.Set(EventHeaders.Position, position);
            }),
            timeout.Token
        );
    }
}
