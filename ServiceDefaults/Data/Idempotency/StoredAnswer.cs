using Microsoft.AspNetCore.Http;

namespace SocialServices.ServiceDefaults.Idempotency;

/// <summary>An answer as it was first given.</summary>
/// <param name="ContentType">Of the body.</param>
/// <param name="ETag">Header, when there was one.</param>
/// <param name="Location">Header, when there was one.</param>
/// <param name="Body">Bytes of the body.</param>
/// <param name="CacheControl">Header, when there was one.</param>
internal sealed record StoredAnswer(string? ContentType, string? ETag, string? Location, byte[] Body, string? CacheControl = null)
{
    public static StoredAnswer Of(HttpResponse response, byte[] body) =>
        new(response.ContentType, response.Headers.ETag, response.Headers.Location, body, response.Headers.CacheControl);

    public async Task ReplayAsync(HttpResponse response, int status, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.ETag = ETag;
        response.Headers.Location = Location;
        response.Headers.CacheControl = CacheControl;
        response.Headers["Idempotency-Replayed"] = "true";
        await response.Body.WriteAsync(Body, cancellationToken);
    }
}
