using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Searching;

/// <summary>The registry with one site for each type of service, opened as providers would open them (sites.json).</summary>
public sealed class SearchApp : RegistryApp
{
    public const string Search = Sites;

    public static T[] Read<T>(string file)
    {
        using var stream = typeof(SearchApp).Assembly.GetManifestResourceStream($"SocialServices.Registry.Tests.Searching.{file}")!;
        return JsonSerializer.Deserialize<T[]>(stream, JsonSerializerOptions.Web)!;
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var site in Read<JsonObject>("sites.json"))
        {
            site["name"] = new JsonObject
            {
                ["tk"] = (string)site["tk"]!,
                ["ru"] = (string)site["ru"]!,
                ["en"] = (string)site["en"]!,
            };
            site["status"] = "active";
            site.Remove("tk");
            site.Remove("ru");
            site.Remove("en");
            var response = await Office().CreateAsync(Sites, site);
            Assert.True(response.StatusCode is HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        }
    }

    public async Task<JsonNode> FindAsync(string query)
    {
        var response = await Client("registry.read registry.capacity").GetAsync($"{Search}?{query}");
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    /// <returns>The codes of the sites found, in their order.</returns>
    public async Task<string[]> CodesAsync(string query) => Codes(await FindAsync(query));

    public static string[] Codes(JsonNode page) => [.. page["items"]!.AsArray().Select(hit => (string)hit!["code"]!)];
}
