using System.ComponentModel.DataAnnotations;

namespace SocialServices.Gateway.SigningKeys;

/// <summary>Section <c>SigningKeys</c>.</summary>
internal sealed class SigningKeyOptions
{
    /// <summary>For how long a key signs; 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "730.00:00:00")]
    public TimeSpan SignsFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long before its first signature a key stands in the JWKS; 1 day. Services keep the JWKS for up to 12 hours,
    /// and replicas of the gateway read new keys once a minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan AnnouncedFor { get; set; } = TimeSpan.FromDays(1);
}
