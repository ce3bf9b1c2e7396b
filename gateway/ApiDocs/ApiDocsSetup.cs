using Scalar.AspNetCore;
using SocialServices.ServiceDefaults.Peers;

namespace SocialServices.Gateway.ApiDocs;

internal static class ApiDocsSetup
{
    private const string DocumentPath = "/openapi/v1.json";

    public static WebApplicationBuilder AddApiDocs(this WebApplicationBuilder builder)
    {
        var client = builder.Services.AddHttpClient(nameof(ServiceDocuments));
        client.AddResilienceWithin(TimeSpan.FromSeconds(3));
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
                    http.Headers.CacheControl = "public, max-age=30";
                    return TypedResults.Bytes(await document.GetAsync(cancellationToken), "application/json");
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
