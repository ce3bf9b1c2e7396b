using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Testing;

/// <summary>Publishes events to the real broker just as another service's outbox relay does.</summary>
/// <param name="app">The services of the application under test: its exchanges are used.</param>
/// <param name="source">Resource name of the service that seems to publish.</param>
public sealed class PeerEvents(IServiceProvider app, string source)
{
    private readonly EventPublisher publisher = new(app.GetRequiredService<IBus>(), new ServiceIdentity(source));

    /// <summary>Returns when the broker has confirmed it.</summary>
    public Task PublishAsync(IntegrationEvent fact, long position) =>
        publisher.PublishAsync(fact, fact.GetType(), position, CancellationToken.None);
}
