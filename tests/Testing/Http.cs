using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialServices.Testing;

/// <summary>What a caller of the REST APIs does all the time.</summary>
public static class Http
{
    /// <summary>POST with an <c>Idempotency-Key</c>.</summary>
    public static Task<HttpResponseMessage> PostAsync(
        this HttpClient client,
        string path,
        object body,
        string? idempotencyKey,
        CancellationToken cancellationToken = default
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return client.SendAsync(request, cancellationToken);
    }

    /// <summary>POST that creates, under a new key.</summary>
    public static Task<HttpResponseMessage> CreateAsync(this HttpClient client, string path, object body) =>
        client.PostAsync(path, body, Guid.NewGuid().ToString());

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? throw new InvalidOperationException("The answer has no JSON.");

    /// <summary>The fields that a problem names, or an empty list.</summary>
    public static async Task<IReadOnlyList<string>> FieldsAsync(this HttpResponseMessage response) =>
        (await response.JsonAsync())["errors"]?.AsObject().Select(field => field.Key).ToList() ?? [];
}
