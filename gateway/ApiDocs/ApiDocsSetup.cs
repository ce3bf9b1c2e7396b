namespace SocialServices.Gateway.ApiDocs;

internal static class ApiDocsSetup
{
    private const string DocumentPath = "/openapi/v1.json";

    public static WebApplicationBuilder AddApiDocs(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<ServiceDocuments>();
        builder.Services.AddSingleton<PublicDocument>();
        return builder;
    }

    /// <summary>The merged document, and Swagger UI from the files inside its package: nothing comes from elsewhere.</summary>
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

        app.MapSwaggerUI(
                "docs",
                options =>
                {
                    options.DocumentTitle = "Social services: API";
                    options.SwaggerEndpoint(DocumentPath, "v1");
                }
            )
            .AllowAnonymous();
    }
}
