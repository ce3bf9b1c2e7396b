namespace SocialServices.Gateway.Clients;

/// <summary>The OpenID provider at which the workers of a client's organization log in.</summary>
/// <param name="Issuer">Letter by letter as in its tokens.</param>
/// <param name="ClientId">As what it knows the client.</param>
/// <param name="WorkerClaim">Where it tells the worker's id.</param>
internal sealed record ClientProvider(string Issuer, string ClientId, string WorkerClaim)
{
    public const int MaxIssuerLength = 300;
    public const int MaxClientIdLength = 200;
    public const int MaxClaimLength = 100;

    public static bool IsIssuer(string text, bool allowHttp) =>
        text.Length <= MaxIssuerLength
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (allowHttp && url.Scheme == Uri.UriSchemeHttp))
        && url is { Query: "", Fragment: "", UserInfo: "" };
}
