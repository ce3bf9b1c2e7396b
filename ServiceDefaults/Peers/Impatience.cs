using Microsoft.Extensions.DependencyInjection;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>The standard resilience of HTTP clients, for calls that somebody waits for.</summary>
public static class Impatience
{
    /// <summary>Retries what may pass, all attempts together within <paramref name="patience"/>.</summary>
    /// <param name="client">The client; what it asks must be safe to repeat.</param>
    /// <param name="patience">Half of it is given to each attempt.</param>
    public static void AddResilienceWithin(this IHttpClientBuilder client, TimeSpan patience) =>
        client.AddStandardResilienceHandler(options =>
        {
            options.TotalRequestTimeout.Timeout = patience;
            options.AttemptTimeout.Timeout = patience / 2;
            options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        });
}
