using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using SocialServices.Gateway.Identity;
using SocialServices.Gateway.Routes;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>The one document of the whole API, made anew at most every half minute; while a service is missing in it, every few seconds.</summary>
internal sealed class PublicDocument(
    ServiceDocuments services,
    [FromKeyedServices("v1")] IOpenApiDocumentProvider own,
    IOptions<IssuerOptions> issuer,
    TimeProvider clock
) : IDisposable
{
    private const string Description =
        "Registry of social services, training, referrals and reporting. Get an access token first; every operation names the scope it needs.";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FreshIncomplete = TimeSpan.FromSeconds(3);
    private static readonly JsonSerializerOptions Format = new(Json.Options) { WriteIndented = false };
    private readonly SemaphoreSlim oneAtATime = new(1);
    private Made? made;

    /// <summary>What OpenIddict answers: no endpoint of ours tells the generator about it.</summary>
    private static readonly JsonObject OAuth = JsonNode
        .Parse(typeof(PublicDocument).Assembly.GetManifestResourceStream("SocialServices.Gateway.ApiDocs.oauth.json")!)!
        .AsObject();

    /// <returns>The document as JSON, and whether every service is described in it.</returns>
    public async Task<(byte[] Json, bool IsComplete)> GetAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (made is null || made.Until <= clock.GetUtcNow())
            {
                made = await MakeAsync(cancellationToken);
            }

            return (made.Json, made.IsComplete);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<Made> MakeAsync(CancellationToken cancellationToken)
    {
        var document = Frame();
        var gateway = await own.GetOpenApiDocumentAsync(cancellationToken);
        MergedDocument.Add(
            document,
            JsonNode.Parse(await gateway.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken))!.AsObject(),
            MergedDocument.Gateway,
            ["/"]
        );

        MergedDocument.Add(document, OAuth, MergedDocument.Gateway, ["/"]);

        var (unavailable, missing) = (new JsonArray(), new List<string>());
        foreach (var (area, source, isCurrent) in await Task.WhenAll(Areas.All.Select(area => services.GetAsync(area, cancellationToken))))
        {
            if (source is not null)
            {
                MergedDocument.Add(
                    document,
                    source,
                    area,
                    [.. Areas.Paths.Concat(Areas.OpenPaths).Where(path => path.Area == area).Select(path => path.Prefix)]
                );
            }
            else
            {
                missing.Add(area);
            }

            if (!isCurrent)
            {
                unavailable.Add(area);
            }
        }

        if (unavailable.Count > 0)
        {
            document["x-unavailable"] = unavailable;
        }

        if (missing.Count > 0)
        {
            document["info"]!["description"] = $"{Description} Missing now, because they do not answer: {string.Join(", ", missing)}.";
        }

        return new(
            JsonSerializer.SerializeToUtf8Bytes(document, Format),
            IsComplete: missing.Count == 0,
            clock.GetUtcNow() + (missing.Count == 0 ? Fresh : FreshIncomplete)
        );
    }

    private JsonObject Frame() =>
        new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Social services",
                ["version"] = "v1",
                ["description"] = Description,
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = issuer.Value.Url() }),
            ["paths"] = new JsonObject(),
            ["components"] = new JsonObject
            {
                ["responses"] = EdgeAnswers.Responses(),
                ["securitySchemes"] = new JsonObject
                {
                    ["oauth2"] = new JsonObject
                    {
                        ["type"] = "oauth2",
                        ["flows"] = new JsonObject
                        {
                            ["clientCredentials"] = new JsonObject
                            {
                                ["tokenUrl"] = issuer.Value.Url(IdentitySetup.TokenPath),
                                ["scopes"] = ScopeDescriptions.All(),
                            },
                        },
                    },
                },
            },
        };

    /// <param name="Json">The document.</param>
    /// <param name="IsComplete">Whether every service is described in it.</param>
    /// <param name="Until">When it is made anew.</param>
    private sealed record Made(byte[] Json, bool IsComplete, DateTimeOffset Until);
}
