using System.Net;
using System.Text.Json.Nodes;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>What <c>/health</c> of a replica says.</summary>
internal sealed record SampleHealth(HttpStatusCode Status, JsonNode Body)
{
    public static async Task<SampleHealth> ReadAsync(SampleApp sample)
    {
        using var client = new HttpClient { BaseAddress = sample.RestAddress };
        using var response = await client.GetAsync(new Uri("/health", UriKind.Relative));
        return new SampleHealth(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public string? Check(string name) => (string?)Body["checks"]![name];

    public string? Reason(string name) => (string?)Body["reasons"]![name];
}
