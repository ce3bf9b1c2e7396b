using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.Gateway.Tokens;

/// <summary>An error of the token endpoint, in the form that OAuth clients expect (RFC 6749 5.2) instead of problem details.</summary>
/// <param name="Error">One of the RFC's words.</param>
/// <param name="Description">For the developer of the client; never repeats what was sent.</param>
internal sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description
)
{
    public static OAuthError InvalidRequest(string description) => new("invalid_request", description);

    /// <summary>One answer for all reasons, so that nobody learns which clients exist.</summary>
    public static OAuthError InvalidClient { get; } = new("invalid_client", "The client is unknown, disabled, or its secret is wrong.");

    public static OAuthError UnsupportedGrantType { get; } = new("unsupported_grant_type", "Only client_credentials is supported.");

    public static OAuthError InvalidScope(string description) => new("invalid_scope", description);

    /// <summary>400, or 401 with the way to authenticate for <c>invalid_client</c>.</summary>
    public JsonHttpResult<OAuthError> ToResult(HttpResponse http)
    {
        if (Error is not "invalid_client")
        {
            return TypedResults.Json(this, statusCode: StatusCodes.Status400BadRequest);
        }

        http.Headers.WWWAuthenticate = "Basic realm=\"socialservices\", charset=\"UTF-8\"";
        return TypedResults.Json(this, statusCode: StatusCodes.Status401Unauthorized);
    }
}
