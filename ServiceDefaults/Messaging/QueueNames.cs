using System.Text.Json;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>The service's queues and their error queues.</summary>
internal sealed class QueueNames(EventSubscriptions subscriptions, IOptions<MessagingOptions> options, ServiceIdentity service)
{
    public IEnumerable<string> All => subscriptions.All.Select(Of);

    public string Of(EventSubscription subscription) => OfHandler(subscription.HandlerType.Name);

    /// <summary>For example <c>reporting.site-opened-handler</c>; also for a handler that only another version has.</summary>
    public string OfHandler(string handler) =>
        $"{options.Value.Prefix}{service.Name}.{JsonNamingPolicy.KebabCaseLower.ConvertName(handler)}";

    /// <summary>Where MassTransit moves what could not be processed.</summary>
    public static string ErrorQueueOf(string queue) => queue + "_error";
}
