using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.Registry.Hsds;

internal static class DescribeHsds
{
    private const string Hsds = "3.1";
    private static readonly Uri Documentation = new("https://docs.openreferral.org/en/latest/hsds/");

    /// <param name="Version">Of HSDS.</param>
    /// <param name="Profile">HSDS itself: we have no profile of our own.</param>
    /// <param name="OpenApiUrl">The description of this API at the gateway.</param>
    /// <example>{"version": "3.1", "profile": "https://docs.openreferral.org/en/latest/hsds/", "openapi_url": "https://gateway.example/openapi/v1.json"}</example>
    internal sealed record Response(string Version, Uri Profile, [property: JsonPropertyName("openapi_url")] Uri OpenApiUrl);

    public static void Map(RouteGroupBuilder hsds) => hsds.MapGet("/", Handle).WithName("DescribeHsds").WithSummary("Which HSDS this is.");

    // The service itself is not reachable from outside; its token issuer, the gateway, is what callers know.
    internal static Ok<Response> Handle(IConfiguration configuration) =>
        TypedResults.Ok(new Response(Hsds, Documentation, new Uri(new Uri(configuration["Identity:Authority"]!), "/openapi/v1.json")));
}
