using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary><c>/alive</c>: the process answers. <c>/health</c>: it can do its work. Neither fails because a peer is down.</summary>
public static class HealthEndpoints
{
    private const string Live = "live";

    internal static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);

    public static void MapHealth(this WebApplication app)
    {
        Map(app, "/health", _ => true);
        Map(app, "/alive", check => check.Tags.Contains(Live));
    }

    private static void Map(WebApplication app, string path, Func<HealthCheckRegistration, bool> predicate) =>
        app.MapHealthChecks(path, new HealthCheckOptions { Predicate = predicate, ResponseWriter = WriteAsync }).AllowAnonymous();

    // Names, states and our own reasons only: exceptions may carry addresses.
    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
                reasons = report
                    .Entries.Where(entry => HealthReasons.Find(entry.Value) is not null)
                    .ToDictionary(entry => entry.Key, entry => HealthReasons.Find(entry.Value)),
            },
            context.RequestAborted
        );
}
