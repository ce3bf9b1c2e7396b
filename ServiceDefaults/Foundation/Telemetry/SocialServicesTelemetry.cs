using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SocialServices.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and structured logs over OTLP. Aspire's Npgsql and Redis add the sources of their own.</summary>
public static class SocialServicesTelemetry
{
    /// <summary>Name of our own activity source and meter.</summary>
    public const string Name = "SocialServices";

    /// <summary>Our own spans: outbox, inbox, imports.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Our own instruments, all named <c>socialservices.*</c>.</summary>
    public static Meter Meter { get; } = new(Name);

    // The weakest source of settings: appsettings and the environment override it.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        // Of a gRPC request HTTP tells nothing: each is a POST that answers 200.
        ["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_ENABLE_GRPC_INSTRUMENTATION"] = "true",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:Npgsql"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:Grpc"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        ["Logging:LogLevel:StackExchange.Redis"] = "Warning",
        ["Logging:LogLevel:OpenIddict"] = "Warning",
    };

    internal static void AddTelemetry(this WebApplicationBuilder builder, string name)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? name, autoGenerateServiceInstanceId: false)
            )
            .WithTracing(tracing =>
                tracing
                    .SetSampler(new QuietSampler())
                    .AddAspNetCoreInstrumentation(RequestSpans.Configure)
                    .AddGrpcClientInstrumentation(options => options.SuppressDownstreamInstrumentation = true) // one span for a call
                    .AddSource(Name, "System.Net.Http", "Yarp.ReverseProxy", "MassTransit")
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter(
                        Name,
                        "Microsoft.AspNetCore.*",
                        "System.Net.Http",
                        "System.Net.NameResolution",
                        "Microsoft.EntityFrameworkCore",
                        "MassTransit"
                    )
            );

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }
}
