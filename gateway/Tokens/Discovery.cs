using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using SocialServices.Gateway.SigningKeys;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Tokens;

/// <summary>Authorization server metadata (RFC 8414), also where OpenID Connect clients look for it.</summary>
internal static class Discovery
{
    public const string Path = "/.well-known/oauth-authorization-server";
    private const string OpenIdPath = "/.well-known/openid-configuration";

    /// <summary>Only the client credentials grant exists: no login, hence no authorization endpoint.</summary>
    public sealed record Response(
        [property: JsonPropertyName("issuer")] string Issuer,
        [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
        [property: JsonPropertyName("jwks_uri")] string JwksUri,
        [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> Scopes,
        [property: JsonPropertyName("service_documentation")] string Documentation
    )
    {
        [JsonPropertyName("grant_types_supported")]
        public IReadOnlyList<string> GrantTypes { get; } = ["client_credentials"];

        [JsonPropertyName("token_endpoint_auth_methods_supported")]
        public IReadOnlyList<string> AuthMethods { get; } = ["client_secret_basic", "client_secret_post"];

        /// <summary>Required by the RFC; <c>none</c> is the registered word for "there is no such response".</summary>
        [JsonPropertyName("response_types_supported")]
        public IReadOnlyList<string> ResponseTypes { get; } = ["none"];

        [JsonPropertyName("subject_types_supported")]
        public IReadOnlyList<string> SubjectTypes { get; } = ["public"];

        [JsonPropertyName("id_token_signing_alg_values_supported")]
        public IReadOnlyList<string> Algorithms { get; } = [SecurityAlgorithms.EcdsaSha256];
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Handle)
            .WithName("DiscoverAuthorizationServer")
            .WithSummary("Authorization server metadata.")
            .WithTags("Access")
            .WithOwnQueryRules()
            .AllowAnonymous();
        app.MapGet(OpenIdPath, Handle)
            .WithName("DiscoverOpenId")
            .WithSummary("The same metadata, where OpenID Connect clients look.")
            .WithTags("Access")
            .WithOwnQueryRules()
            .AllowAnonymous();
    }

    internal static Ok<Response> Handle(IOptions<IssuerOptions> options, HttpResponse http)
    {
        var issuer = options.Value;
        http.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(
            new Response(issuer.Url(), issuer.Url(IssueToken.Path), issuer.Url(PublishKeys.Path), Scopes.All, issuer.Url("/docs"))
        );
    }
}
