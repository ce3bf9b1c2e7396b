using Microsoft.Extensions.Http.Resilience;
using Polly;
using Scalar.AspNetCore;

namespace SocialServices.Gateway.ApiDocs;

internal static class ApiDocsSetup
{
    private const string DocumentPath = "/openapi/v1.json";
    private const string MayBeKept = "public, max-age=30";
    private const string MustNotBeKept = "no-store";

    // Without a logger, and without a time limit for each attempt: ServiceDocuments has the limit, and says once what is wrong.
    private static readonly ResiliencePipeline<HttpResponseMessage> NextReplica = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.FromMilliseconds(100) })
        .Build();

    public static WebApplicationBuilder AddApiDocs(this WebApplicationBuilder builder)
    {
        var client = builder.Services.AddHttpClient(nameof(ServiceDocuments));
        client.AddHttpMessageHandler(() => new ResilienceHandler(NextReplica));
        client.AddServiceDiscovery(); // within: each attempt asks the next replica
        builder.Services.AddSingleton<ServiceDocuments>();
        builder.Services.AddSingleton<PublicDocument>();
        return builder;
    }

    /// <summary>The merged document, and Scalar from the files inside its package: nothing comes from elsewhere.</summary>
    public static void MapApiDocs(this WebApplication app)
    {
        app.MapGet(
                DocumentPath,
                async (PublicDocument document, HttpResponse http, CancellationToken cancellationToken) =>
                {
                    var (json, isComplete) = await document.GetAsync(cancellationToken);
                    http.Headers.CacheControl = isComplete ? MayBeKept : MustNotBeKept;
                    return TypedResults.Bytes(json, "application/json");
                }
            )
            .ExcludeFromDescription()
            .AllowAnonymous();

        app.MapScalarApiReference(
                "/docs",
                options =>
                {
                    options.Title = "Social services: API";
                    options.DynamicNonce = true; // for the content security policy
                    options.HideClientButton = true; // leads to the maker's own site, as would what follows
                    options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
                    options.DefaultFonts = false;
                    options.Telemetry = false;
                    options.Agent = new ScalarAgentOptions { Disabled = true };
                    options.Mcp = new ScalarMcpOptions { Disabled = true };
                }
            )
            .AllowAnonymous();
    }
}
