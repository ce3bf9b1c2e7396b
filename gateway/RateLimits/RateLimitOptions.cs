using System.ComponentModel.DataAnnotations;

namespace SocialServices.Gateway.RateLimits;

/// <summary>Section <c>RateLimits</c>. All counts are per minute and shared by all replicas.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests of one client.</summary>
    [Range(1, 1_000_000)]
    public int PerClient { get; set; } = 600;

    /// <summary>Requests without a valid token from one address.</summary>
    [Range(1, 1_000_000)]
    public int PerAddress { get; set; } = 300;

    /// <summary>Requests of one address, with a token or without, to what needs no login: numbers must not be tried one after the other.</summary>
    [Range(1, 1_000_000)]
    public int PerAddressOpen { get; set; } = 30;

    /// <summary>Wrong secrets for one client from one address.</summary>
    [Range(1, 1000)]
    public int FailedTokenRequests { get; set; } = 10;

    /// <summary>Separates systems that share a Redis.</summary>
    [Required]
    public string Prefix { get; set; } = "gateway:";
}
