using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>Gets access tokens for the service's own client (OAuth 2.0 client credentials, RFC 6749 4.4).</summary>
internal sealed class PeerTokens(HttpClient http, IOptions<PeerIdentityOptions> identity, TimeProvider clock)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly Dictionary<string, (string Token, DateTimeOffset Until)> Cache = [];

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var key = $"{identity.Value.Authority}|{identity.Value.ClientId}";
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!Cache.TryGetValue(key, out var cached) || cached.Until < clock.GetUtcNow())
            {
                Cache[key] = cached = await RequestAsync(cancellationToken);
            }

            return cached.Token;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task<(string Token, DateTimeOffset Until)> RequestAsync(CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = identity.Value.ClientId,
            ["client_secret"] = identity.Value.ClientSecret,
        });
        using var response = await http.PostAsync(new Uri(identity.Value.Authority!, "/oauth/token"), form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync<TokenResponse>(cancellationToken);
        return (token!.AccessToken, clock.GetUtcNow().AddSeconds(token.ExpiresIn) - Margin);
    }

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
