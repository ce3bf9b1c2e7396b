using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Places;

/// <summary>What the programme's office does with places.</summary>
internal sealed class PlaceCalls(RegistryApp app)
{
    public const string Path = "/api/v1/registry/places";
    private static int last;

    /// <summary>A code that no other test has.</summary>
    public static string NewCode() => $"TM-X-{Interlocked.Increment(ref last):0000}";

    public Task<HttpResponseMessage> DefineAsync(string code, string? parent, string? validFrom = null, string kind = "etrap") =>
        app.Office()
            .CreateAsync(
                Path,
                new
                {
                    code,
                    kind,
                    name = Given.Name(code),
                    parent,
                    validFrom,
                }
            );

    public async Task<string> GivenAsync(string? parent = "TM-L", string? validFrom = null, string kind = "etrap")
    {
        var code = NewCode();
        var answer = await DefineAsync(code, parent, validFrom, kind);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return code;
    }

    public async Task<HttpResponseMessage> RedefineAsync(
        string code,
        string? parent,
        string? from = null,
        string? validFrom = null,
        string? name = null,
        string kind = "etrap"
    ) =>
        await app.Office()
            .PutAsync(
                $"{Path}/{code}",
                new
                {
                    kind,
                    name = Given.Name(name ?? code),
                    parent,
                    from,
                    validFrom,
                },
                await TagAsync(code)
            );

    public async Task<HttpResponseMessage> AbolishAsync(string code, string on, string kind, params string[] successors) =>
        await PostAsync(
            app.Office(),
            $"{Path}/{code}/abolish",
            new
            {
                on,
                kind,
                successors,
            },
            await TagAsync(code)
        );

    public async Task<string> TagAsync(string code) => (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag?.Tag ?? "\"0\"";

    public async Task<JsonNode> GetAsync(string path)
    {
        var response = await app.Client("registry.read").GetAsync($"{Path}{path}");
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }

    public async Task<IReadOnlyList<string>> CodesAsync(string query) =>
        [.. (await GetAsync(query))["items"]!.AsArray().Select(item => item!["code"]!.GetValue<string>())];

    public static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request);
    }
}
