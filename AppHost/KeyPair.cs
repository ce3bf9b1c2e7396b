using System.Security.Cryptography;

namespace SocialServices.AppHost;

internal static class KeyPair
{
    /// <returns>PKCS #8, base64.</returns>
    public static string Generate()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(pair.ExportPkcs8PrivateKey());
    }

    public static string PublicPem(string pair)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(pair), out _);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
