using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialServices.Training.Credentials;

/// <summary>A token that somebody presents: whether we signed it, and for which certificate.</summary>
/// <param name="CertificateId">Null unless the signature is ours and everything fits.</param>
/// <param name="Fault">forged (not signed with a key of ours), altered (signed by us, changed since) or malformed; null when it is genuine.</param>
internal sealed record PresentedCredential(Guid? CertificateId, string? Fault)
{
    public const int MaxLength = 20_000;

    public static async Task<PresentedCredential> ReadAsync(
        string token,
        CredentialKeys keys,
        OpenBadge badge,
        CancellationToken cancellationToken
    )
    {
        var handler = new JsonWebTokenHandler { MaximumTokenSizeInBytes = 2 * MaxLength };
        if (!handler.CanReadToken(token))
        {
            return new(null, "malformed");
        }

        JsonWebToken read;
        try
        {
            read = handler.ReadJsonWebToken(token);
        }
        catch (ArgumentException) // what is no token has no other way to say so
        {
            return new(null, "malformed");
        }

        // Only keys of ours count, whatever the header offers: no jwk of the token's own, no other algorithm.
        if (
            read.Alg is not SecurityAlgorithms.RsaSha256
            || !Guid.TryParse(read.Kid?.Split('/')[^1], out var id)
            || read.Kid != badge.KeyAddress(id)
            || await keys.FindAsync(id, cancellationToken) is not { } key
        )
        {
            return new(null, "forged");
        }

        var result = await handler.ValidateTokenAsync(
            read,
            new TokenValidationParameters
            {
                IssuerSigningKey = new RsaSecurityKey(key.Public) { KeyId = read.Kid },
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false, // the certificate says so itself, and why
            }
        );
        return result.IsValid && Guid.TryParse(read.Id["urn:uuid:".Length..], out var certificate)
            ? new(certificate, null)
            : new(null, "altered");
    }
}
