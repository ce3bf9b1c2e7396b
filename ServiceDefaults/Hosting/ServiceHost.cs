using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.OpenApi;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>What every process of the system has, in the same order everywhere.</summary>
public static class ServiceHost
{
    /// <summary>Ports, telemetry, health, JSON rules, problem details, OpenAPI, the clock and the encryption of personal data.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="name">Resource name of the service, for example <c>registry</c>.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string name)
    {
        builder.Services.AddSingleton(new ServiceIdentity(name));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<RequestContext>();
        builder.ListenOnServicePorts();
        builder.AddTelemetry(name);
        builder.AddHealth();
        builder.AddEnvelope();
        builder.Services.AddJson();
        builder.Services.AddProblems();
        builder.Services.AddGrpcHost();
        builder.Services.AddServiceDiscovery();
        builder.Services.AddOpenApiDocument(name);
        return builder;
    }

    /// <summary>Errors, authentication and authorization, outermost first.</summary>
    /// <param name="app">The process.</param>
    /// <param name="beforeAuthorization">What must see also the requests that will be refused, such as a rate limit.</param>
    public static WebApplication UseServiceDefaults(this WebApplication app, Action<WebApplication>? beforeAuthorization = null)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRoutingOfHeadRequests();
        app.UseCacheRules();
        app.UseRequestBodyReplay();
        app.UseAuthentication();
        beforeAuthorization?.Invoke(app);
        app.UseMiddleware<AuditedAnswers>();
        app.UseAuthorization();
        app.RefuseUnreadableRequests();
        app.UseTaggedAnswers();
        return app;
    }

    /// <summary>Health probes and the service's OpenAPI document.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app;
    }
}
