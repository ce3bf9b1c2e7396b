using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.SigningKeys;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.Tokens;

/// <summary>Makes access tokens: JSON Web Tokens by RFC 9068, signed with ES256.</summary>
internal sealed class AccessToken(KeyRing keys, IOptions<IssuerOptions> issuer, TimeProvider clock)
{
    /// <summary>Short, because a token cannot be taken back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string For(ApiClient client, IEnumerable<string> scopes)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = client.Id,
            ["client_id"] = client.Id,
            ["scope"] = string.Join(' ', scopes),
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString(),
        };
        if (client.Organization is { } organization)
        {
            claims["org"] = organization;
        }

        return Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = "at+jwt",
                Issuer = issuer.Value.Url(),
                Audience = Authentication.Audience,
                IssuedAt = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                SigningCredentials = keys.Signing.Credentials,
                Claims = claims,
            }
        );
    }
}
