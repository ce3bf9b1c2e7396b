using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialServices.Testing;

/// <summary>What every operation of every service does alike, asked of each operation in a document.</summary>
public static class ApiConventions
{
    private const string Unknown = "noSuchParameter";
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch];

    /// <summary>A line for each operation that does not refuse a query parameter that it does not have, and for each GET without HEAD.</summary>
    /// <param name="client">May call every operation.</param>
    /// <param name="under">Only paths that begin so.</param>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(HttpClient client, string under)
    {
        var document = await (await client.GetAsync("/openapi/v1.json")).JsonAsync();
        var faults = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject().Where(path => path.Key.StartsWith(under, StringComparison.Ordinal)))
        {
            foreach (var method in Methods)
            {
                if (item![method.Method.ToLowerInvariant()] is { } operation)
                {
                    var address = Fill(path, item, operation);
                    var media = operation["requestBody"]?["content"]?.AsObject().First().Key ?? "application/json";
                    await AskAsync(client, method, address, media, faults);
                    if (method == HttpMethod.Get)
                    {
                        await AskAsync(client, HttpMethod.Head, address, media, faults);
                    }
                }
            }
        }

        return faults;
    }

    private static async Task AskAsync(HttpClient client, HttpMethod method, string address, string media, List<string> faults)
    {
        using var request = new HttpRequestMessage(method, $"{address}?{Unknown}=1");
        if (method != HttpMethod.Get && method != HttpMethod.Head)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, media);
        }

        using var response = await client.SendAsync(request);
        var isRefused =
            response.StatusCode is HttpStatusCode.BadRequest && (method == HttpMethod.Head || await NamesUnknownAsync(response));
        if (!isRefused)
        {
            faults.Add($"{method} {address}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    // FHIR has its own form of a refusal.
    private static async Task<bool> NamesUnknownAsync(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is "application/fhir+json"
            ? ((string?)(await response.JsonAsync())["issue"]?[0]?["diagnostics"])?.Contains(Unknown, StringComparison.Ordinal) is true
            : (await response.FieldsAsync()).SequenceEqual([Unknown]);

    private static string Fill(string path, JsonNode item, JsonNode operation)
    {
        var parameters = new[] { item["parameters"], operation["parameters"] }.SelectMany(list => list?.AsArray() ?? []);
        foreach (var parameter in parameters.Where(parameter => (string?)parameter!["in"] is "path"))
        {
            var value = parameter!["schema"] switch
            {
                { } schema when (string?)schema["format"] is "uuid" => Guid.NewGuid().ToString(),
                { } schema when schema["type"]?.ToJsonString().Contains("integer", StringComparison.Ordinal) is true => "1",
                _ => "x",
            };
            path = path.Replace($"{{{parameter["name"]}}}", value, StringComparison.Ordinal);
        }

        return path;
    }
}
