using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocialServices.ServiceDefaults.Audit;

internal static class AuditSetup
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AuditOptions>().BindConfiguration("Audit").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AuditKeys>();
        builder.Services.AddSingleton<SignAuditEntries>();
        builder.Services.AddSingleton<AuditAnchors>();
        builder.Services.AddSingleton<AuditState>();
        builder.Services.AddHostedService<AuditRights>();
        builder.Services.AddHostedService<AuditKeeper>();
        builder.Services.AddHealthChecks().AddCheck<AuditState>("audit");
    }
}
