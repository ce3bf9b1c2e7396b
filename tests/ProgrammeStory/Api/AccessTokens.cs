using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace SocialServices.ProgrammeStory.Api;

/// <summary>Access tokens of one caller: the system by itself, or one of its workers through it.</summary>
/// <param name="gateway">The one door.</param>
/// <param name="credential">Of the system.</param>
/// <param name="worker">Who acts; null = the system by itself.</param>
internal sealed class AccessTokens(HttpClient gateway, ClientCredential credential, Guid? worker)
{
    private AccessToken? token;
    private string? issuer;

    /// <returns>A valid access token; asked for once and kept until it is about to expire.</returns>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (token is { } known && known.GoodUntil > DateTimeOffset.UtcNow)
        {
            return known.Value;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(await FormAsync(cancellationToken)),
        };
        using var response = await gateway.AskAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await GatewayCalls.RefusalAsync(credential.ClientId, request, response, cancellationToken);
        }

        var answer = (await response.Content.ReadFromJsonAsync<TokenAnswer>(Agency.Json, cancellationToken))!;
        token = new(answer.Value, DateTimeOffset.UtcNow.AddSeconds(answer.ExpiresIn - 60));
        return token.Value;
    }

    private async Task<Dictionary<string, string>> FormAsync(CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credential.ClientId,
            ["client_secret"] = credential.ClientSecret,
        };
        if (worker is { } person)
        {
            issuer ??= await IssuerAsync(cancellationToken);
            form["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange";
            form["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt";
            form["subject_token"] = SubjectToken.About(person, credential, issuer);
        }

        return form;
    }

    private async Task<string> IssuerAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        using var response = await gateway.AskAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<Metadata>(Agency.Json, cancellationToken))!.Issuer
            : throw await GatewayCalls.RefusalAsync(credential.ClientId, request, response, cancellationToken);
    }

    private sealed record Metadata(string Issuer);

    private sealed record AccessToken(string Value, DateTimeOffset GoodUntil);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string Value,
        [property: JsonPropertyName("expires_in")] int ExpiresIn
    );
}
