using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Outbox;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>The gRPC side of a service.</summary>
public static class GrpcHost
{
    internal static void AddGrpcHost(this IServiceCollection services)
    {
        services.AddGrpc(options =>
        {
            options.EnableDetailedErrors = false;
            options.IgnoreUnknownServices = true; // unknown services answer UNIMPLEMENTED without an endpoint of their own
            options.MaxReceiveMessageSize = 1024 * 1024;
            options.Interceptors.Add<GrpcFaults>();
        });
        services.AddGrpcHealthChecks(); // the same checks as /health
    }

    /// <summary>The health service (grpc.health.v1) and the event log, which every service has.</summary>
    public static WebApplication MapGrpcDefaults(this WebApplication app)
    {
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapGrpcService<EventLogService>().RequireScope(Scopes.EventsRead);
        return app;
    }
}
