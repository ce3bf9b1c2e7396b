using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace SocialServices.ServiceDefaults.Telemetry;

/// <summary>What a request's span must not tell, and what the instrumentation does not know.</summary>
internal static class RequestSpans
{
    public static void Configure(AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = http => !IsProbe(http.Request.Path);
        options.EnrichWithHttpRequest = Forget;
        options.EnrichWithHttpResponse = NameFault;
    }

    private static bool IsProbe(PathString path) =>
        path.Value is "/health" or "/alive" || path.StartsWithSegments("/grpc.health.v1.Health", StringComparison.Ordinal);

    // Who searches for what with which browser says much about a person; the names of parameters may be anything that a caller writes.
    private static void Forget(Activity span, HttpRequest request) => span.SetTag("url.query", null).SetTag("user_agent.original", null);

    private static void NameFault(Activity span, HttpResponse response)
    {
        if (response.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is { } fault && span.Status is ActivityStatusCode.Error)
        {
            span.SetTag("error.type", fault.GetType().FullName);
        }
    }
}
