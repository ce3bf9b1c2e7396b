using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Training.Certificates;

/// <summary>Links that only a holder has: the certificate's id and a keyed digest of it, which nobody can compute without the key.</summary>
internal sealed class HolderLinks(Envelope envelope, IOptions<PublicOptions> options)
{
    public string Of(Guid certificateId) => options.Value.Address($"/verify/holder/{TokenOf(certificateId)}");

    public string TokenOf(Guid certificateId) => $"{certificateId:n}{WebEncoders.Base64UrlEncode(DigestOf(certificateId))}";

    /// <returns>The certificate's id; null when the token was not given out by us.</returns>
    public Guid? Read(string token)
    {
        try
        {
            return
                token.Length > 32
                && Guid.TryParseExact(token[..32], "n", out var id)
                && CryptographicOperations.FixedTimeEquals(WebEncoders.Base64UrlDecode(token[32..]), DigestOf(id))
                ? id
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private byte[] DigestOf(Guid certificateId) => envelope.BlindIndex("certificate-holder", certificateId.ToString("n"));
}
