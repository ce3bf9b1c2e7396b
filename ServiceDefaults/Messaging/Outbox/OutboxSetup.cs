using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocialServices.ServiceDefaults.Outbox;

internal static class OutboxSetup
{
    public static void AddOutboxRelay(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutboxState>();
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHealthChecks().AddCheck<OutboxState>("outbox-relay");
    }
}
