using Microsoft.IdentityModel.Tokens;
using SocialServices.Training.Certificates;
using SocialServices.Training.Credentials;

namespace SocialServices.Training.Checking;

/// <summary>What verifiers look up: the key that a token's <c>kid</c> names, and the issuer that its <c>iss</c> names.</summary>
internal static class PublicKeys
{
    /// <summary>An RSA key as JWK (RFC 7517), public members only.</summary>
    public sealed record Jwk(string Kty, string Use, string Alg, string Kid, string N, string E);

    /// <summary>An issuer as an Open Badges profile.</summary>
    public sealed record Profile(string Id, IReadOnlyList<string> Type, string Name, string Url);

    public static void Map(RouteGroupBuilder verify)
    {
        verify
            .MapGet("/keys/{id:guid}", KeyAsync)
            .WithName("GetCredentialKey")
            .WithSummary("Get the public key that a credential's kid names, as JWK; retired keys too.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        verify
            .MapGet("/issuers/{code}", IssuerAsync)
            .WithName("GetIssuer")
            .WithSummary("Get the Open Badges profile of an issuer.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    internal static async Task<Results<Ok<Jwk>, ProblemHttpResult>> KeyAsync(
        Guid id,
        CredentialKeys keys,
        OpenBadge badge,
        CancellationToken cancellationToken
    ) =>
        await keys.FindAsync(id, cancellationToken) is { } key
            ? TypedResults.Ok(
                new Jwk(
                    "RSA",
                    "sig",
                    SecurityAlgorithms.RsaSha256,
                    badge.KeyAddress(id),
                    Base64UrlEncoder.Encode(key.Modulus),
                    Base64UrlEncoder.Encode(key.Exponent)
                )
            )
            : Problems.NotFound("The key");

    internal static async Task<Results<Ok<Profile>, ProblemHttpResult>> IssuerAsync(
        string code,
        TrainingDb db,
        Issuing issuing,
        OpenBadge badge,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Programmes.AnyAsync(p => p.Issuers.Contains(code), cancellationToken))
        {
            return Problems.NotFound("The issuer");
        }

        var name = (await issuing.NamesOfAsync([code], cancellationToken))[0].En;
        return TypedResults.Ok(new Profile(badge.IssuerAddress(code), ["Profile"], name, badge.IssuerAddress(code)));
    }
}
