using System.Net.Http.Headers;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>Puts the service's own access token on every call to a peer.</summary>
internal sealed class PeerTokenHandler(PeerTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
