using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialServices.Contracts.Events.V1;
using SocialServices.ServiceDefaults.Peers;

namespace SocialServices.ServiceDefaults.Inbox;

internal static class EventLogFollowerSetup
{
    public static void AddEventLogFollower(this WebApplicationBuilder builder, string peer)
    {
        builder.AddPeer<EventLog.EventLogClient>(peer);
        builder.Services.AddSingleton<IHostedService>(services =>
            ActivatorUtilities.CreateInstance<EventLogFollower>(services, peer, services.GetRequiredPeer<EventLog.EventLogClient>(peer))
        );
    }
}
