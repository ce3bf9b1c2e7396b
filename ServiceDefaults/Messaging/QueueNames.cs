using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Hosting;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>The service's queues and their error queues.</summary>
internal sealed class QueueNames(EventSubscriptions subscriptions, IOptions<MessagingOptions> options, ServiceIdentity service)
{
    public IEnumerable<string> All => subscriptions.All.Select(Of);

    public string Of(EventSubscription subscription) => subscription.QueueOf(options.Value.Prefix, service.Name);

    /// <summary>Where MassTransit moves what could not be processed.</summary>
    public static string ErrorQueueOf(string queue) => queue + "_error";
}
