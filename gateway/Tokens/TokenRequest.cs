using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SocialServices.Gateway.Clients;

namespace SocialServices.Gateway.Tokens;

/// <summary>A well-formed request for a token (RFC 6749 4.4.2), its credentials taken from the header or from the form.</summary>
/// <param name="ClientId">Not yet verified.</param>
/// <param name="Secret">Not yet verified.</param>
/// <param name="Scopes">Asked for; empty = all that the client has.</param>
internal sealed record TokenRequest(string ClientId, string Secret, IReadOnlyList<string> Scopes)
{
    private const int LongestScope = 500;

    /// <summary>Reads the form; parameters that occur twice or are sent in the URL are refused (RFC 6749 3.2).</summary>
    public static bool TryRead(
        IFormCollection form,
        HttpRequest http,
        [NotNullWhen(true)] out TokenRequest? request,
        [NotNullWhen(false)] out OAuthError? error
    )
    {
        request = null;
        error = Check(form, http);
        if (error is not null || !TryGetCredentials(form, http, out var clientId, out var secret, out error))
        {
            error ??= OAuthError.InvalidClient;
            return false;
        }

        var scope = form["scope"].ToString();
        if (scope.Length > LongestScope)
        {
            error = OAuthError.InvalidScope($"scope is longer than {LongestScope} characters.");
            return false;
        }

        request = new TokenRequest(
            clientId,
            secret,
            [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]
        );
        return true;
    }

    private static OAuthError? Check(IFormCollection form, HttpRequest http) =>
        form["grant_type"].ToString() switch
        {
            _ when http.Query.ContainsKey("client_secret") || http.Query.ContainsKey("grant_type") => OAuthError.InvalidRequest(
                "Parameters belong in the form, not in the URL."
            ),
            _ when form.Any(parameter => parameter.Value.Count > 1) => OAuthError.InvalidRequest("A parameter occurs twice."),
            "" => OAuthError.InvalidRequest("grant_type is missing."),
            "client_credentials" => null,
            _ => OAuthError.UnsupportedGrantType,
        };

    private static bool TryGetCredentials(
        IFormCollection form,
        HttpRequest http,
        [NotNullWhen(true)] out string? clientId,
        [NotNullWhen(true)] out string? secret,
        out OAuthError? error
    )
    {
        (clientId, secret, error) = (form["client_id"], form["client_secret"], null);
        if (http.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            if (secret is { Length: > 0 })
            {
                error = OAuthError.InvalidRequest("Send the client's credentials in the Authorization header or in the form, not in both.");
                return false;
            }

            var inForm = clientId;
            if (!TryReadBasic(header, out clientId, out secret) || (inForm is { Length: > 0 } && inForm != clientId))
            {
                return false;
            }
        }

        return clientId is { Length: > 0 and <= ApiClient.LongestId } && secret is { Length: > 0 and <= ClientSecrets.Longest };
    }

    /// <remarks>Both parts are form-encoded before they are joined (RFC 6749 2.3.1).</remarks>
    private static bool TryReadBasic(string header, [NotNullWhen(true)] out string? clientId, [NotNullWhen(true)] out string? secret)
    {
        (clientId, secret) = (null, null);
        if (
            !AuthenticationHeaderValue.TryParse(header, out var basic)
            || !basic.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || basic.Parameter is not { Length: <= 1000 } encoded
        )
        {
            return false;
        }

        var bytes = new byte[encoded.Length];
        if (
            !Convert.TryFromBase64String(encoded, bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var id, var password]
        )
        {
            return false;
        }

        (clientId, secret) = (WebUtility.UrlDecode(id), WebUtility.UrlDecode(password));
        return true;
    }
}
