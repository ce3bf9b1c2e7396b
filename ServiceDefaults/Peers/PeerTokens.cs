using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>Gets access tokens for the service's own client (OAuth 2.0 client credentials, RFC 6749 4.4).</summary>
internal sealed class PeerTokens(IHttpClientFactory clients, IOptions<PeerIdentityOptions> identity, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim oneAtATime = new(1);
    private (string Token, DateTimeOffset Until) current;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (current.Until <= clock.GetUtcNow())
            {
                current = await RequestAsync(cancellationToken);
            }

            return current.Token;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<(string Token, DateTimeOffset Until)> RequestAsync(CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = identity.Value.ClientId,
                ["client_secret"] = identity.Value.ClientSecret,
            }
        );
        using var seen = SuppressInstrumentationScope.Begin(false); // within the span of a gRPC call nothing else is traced or logged
        using var http = clients.CreateClient(nameof(PeerTokens));
        try
        {
            using var response = await http.PostAsync(new Uri(identity.Value.Authority!, "/oauth/token"), form, cancellationToken);
            response.EnsureSuccessStatusCode();
            var token = await response.Content.ReadFromJsonAsync<TokenResponse>(cancellationToken);
            return (token!.AccessToken, clock.GetUtcNow().AddSeconds(token.ExpiresIn) - Margin);
        }
        catch (Exception fault) when (fault.IsPeerAway())
        {
            // gRPC takes an IOException for UNAVAILABLE: without a token the peer cannot be asked just now.
            throw new IOException($"The token endpoint gives no token to the client {identity.Value.ClientId}.", fault);
        }
    }

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn
    );
}
