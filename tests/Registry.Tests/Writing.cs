using System.Net.Http.Json;

namespace SocialServices.Registry.Tests;

internal static class Writing
{
    /// <summary>PUT with <c>If-Match</c>.</summary>
    public static Task<HttpResponseMessage> PutAsync(this HttpClient client, string path, object body, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request);
    }
}
