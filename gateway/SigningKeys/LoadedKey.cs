using Microsoft.IdentityModel.Tokens;

namespace SocialServices.Gateway.SigningKeys;

/// <summary>A signing key, opened.</summary>
internal sealed record LoadedKey(Guid Id, DateTimeOffset ActiveFrom, ECDsaSecurityKey Key)
{
    public SigningCredentials Credentials { get; } = new(Key, SecurityAlgorithms.EcdsaSha256);
}
