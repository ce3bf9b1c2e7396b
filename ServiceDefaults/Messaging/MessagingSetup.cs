using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Inbox;
using SocialServices.ServiceDefaults.Outbox;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>Connects a service with the broker: its outbox, its subscriptions and the event logs that it follows.</summary>
public static class MessagingSetup
{
    private static readonly TimeSpan TransientWait = TimeSpan.FromSeconds(10);
    private const int TransientRetries = 8640; // a day; then the event waits in the broker's error queue

    /// <summary>The connection to RabbitMQ: the outbox relay, and a queue for each subscription.</summary>
    /// <param name="builder">The process; it has a service database.</param>
    /// <param name="subscribe">What the service wants to know of the others.</param>
    public static WebApplicationBuilder AddMessaging(this WebApplicationBuilder builder, Action<EventSubscriptions>? subscribe = null)
    {
        var broker = new Uri(builder.Configuration.GetRequiredSetting("ConnectionStrings:messaging"));
        var subscriptions = new EventSubscriptions();
        subscribe?.Invoke(subscriptions);

        builder.Services.AddOptions<MessagingOptions>().BindConfiguration("Messaging").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(subscriptions);
        builder.Services.AddSingleton<EventDispatcher>();
        builder.Services.AddSingleton<EventPublisher>();
        builder.Services.AddSingleton(services => new ErrorQueues(broker, services.GetRequiredService<QueueNames>()));
        builder.Services.AddSingleton<QueueNames>();
        builder.Services.AddSingleton<ErrorList>();
        builder.Services.AddSingleton<ParkedEvents>();
        builder.Services.TryAddSingleton<KnownEventTypes>(_ => new KnownEventTypes());
        foreach (var subscription in subscriptions.All)
        {
            builder.Services.AddScoped(subscription.HandlerType);
        }

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry(); // MassTransit would tell its makers about this system.

            // A broker that is away does not stop REST and gRPC: events wait in the outbox.
            bus.ConfigureHealthCheckOptions(options => options.MinimalFailureStatus = HealthStatus.Degraded);
            foreach (var subscription in subscriptions.All)
            {
                bus.AddConsumer(subscription.ConsumerType);
            }

            bus.UsingRabbitMq((context, rabbit) => Configure(context, rabbit, broker));
        });
        builder.AddOutboxRelay();
        builder.Services.AddSingleton<ErrorQueueWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ErrorQueueWatch>());
        builder.Services.AddHealthChecks().AddCheck<ErrorQueueWatch>("error-queues");
        builder.Services.AddHostedService<RetryFailedEvents>();
        foreach (var peer in subscriptions.Followed)
        {
            builder.AddEventLogFollower(peer);
        }

        return builder;
    }

    private static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, Uri broker)
    {
        var options = context.GetRequiredService<IOptions<MessagingOptions>>().Value;
        var queues = context.GetRequiredService<QueueNames>();
        rabbit.Host(broker);
        rabbit.MessageTopology.SetEntityNameFormatter(new WireNameFormatter(options.Prefix));
        foreach (var subscription in context.GetRequiredService<EventSubscriptions>().All)
        {
            rabbit.ReceiveEndpoint(
                queues.Of(subscription),
                endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    endpoint.PrefetchCount = 16;
                    endpoint.UseMessageRetry(retry => // the database is away: no event is to blame, and all would go the same way
                    {
                        retry.Handle<Exception>(Faults.IsTransient);
                        retry.Interval(TransientRetries, TransientWait);
                    });
                    endpoint.UseMessageRetry(retry =>
                    {
                        retry.Handle<Exception>(fault => !Faults.IsTransient(fault));
                        retry.Exponential(
                            options.Retries,
                            TimeSpan.FromMilliseconds(200),
                            TimeSpan.FromSeconds(30),
                            TimeSpan.FromMilliseconds(400)
                        );
                    });
                    endpoint.ConfigureConsumer(context, subscription.ConsumerType);
                }
            );
        }
    }
}
