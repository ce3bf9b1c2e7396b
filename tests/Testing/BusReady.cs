using System.Text.Json.Nodes;

namespace SocialServices.Testing;

/// <summary>A service does not wait for the broker when it starts; a test that publishes to it must.</summary>
public static class BusReady
{
    public static async Task WaitAsync(Uri restAddress)
    {
        using var client = new HttpClient { BaseAddress = restAddress };
        await Eventually.GetAsync(
            async () =>
            {
                using var response = await client.GetAsync(new Uri("/health", UriKind.Relative)); // 503 when something else is amiss
                return (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["checks"]?["masstransit-bus"];
            },
            state => state is null or "Healthy",
            within: TimeSpan.FromMinutes(2) // a class fixture that gives up early fails all tests of its class
        );
    }
}
