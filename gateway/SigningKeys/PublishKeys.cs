using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.SigningKeys;

/// <summary>The JWK Set (RFC 7517) by which everybody checks our tokens.</summary>
internal static class PublishKeys
{
    public const string Path = "/.well-known/jwks.json";

    public sealed record Response(IReadOnlyList<PublicKey> Keys);

    /// <summary>A P-256 public key (RFC 7518 6.2.1).</summary>
    public sealed record PublicKey(string Kid, string X, string Y)
    {
        public string Kty { get; } = "EC";
        public string Crv { get; } = "P-256";
        public string Use { get; } = "sig";
        public string Alg { get; } = SecurityAlgorithms.EcdsaSha256;
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Path, Handle)
            .WithName(nameof(PublishKeys))
            .WithSummary("Public keys of the access tokens, as a JWK Set.")
            .WithTags("Access")
            .WithOwnQueryRules()
            .AllowAnonymous();

    internal static Ok<Response> Handle(KeyRing keys, HttpResponse http)
    {
        http.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new Response([.. keys.Published.Select(Describe)]));
    }

    private static PublicKey Describe(LoadedKey key) =>
        new(key.Key.KeyId, Base64UrlEncoder.Encode(key.PublicPoint.X), Base64UrlEncoder.Encode(key.PublicPoint.Y));
}
