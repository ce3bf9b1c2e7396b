using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace SocialServices.Stack.Tests.Running;

/// <summary>An access token in the hands of somebody who wants another one.</summary>
/// <param name="Header">As issued.</param>
/// <param name="Claims">As issued, or changed.</param>
/// <param name="Signature">As issued: right for the unchanged claims only.</param>
internal sealed record Token(string Header, JsonObject Claims, string Signature)
{
    public static Token Parse(string token)
    {
        var parts = token.Split('.');
        return new(parts[0], JsonNode.Parse(Base64UrlEncoder.DecodeBytes(parts[1]))!.AsObject(), parts[2]);
    }

    public Token With(string claim, JsonNode value)
    {
        var changed = Claims.DeepClone().AsObject();
        changed[claim] = value;
        return this with { Claims = changed };
    }

    public string SignedBy(ECDsa key) =>
        $"{Content(Header)}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(Content(Header)), HashAlgorithmName.SHA256))}";

    /// <summary>Says of itself that it needs no signature.</summary>
    public string Unsigned() => $"{Content(Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}"""))}.";

    public override string ToString() => $"{Content(Header)}.{Signature}";

    private string Content(string header) => $"{header}.{Base64UrlEncoder.Encode(Claims.ToJsonString())}";
}
