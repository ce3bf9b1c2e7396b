using System.ComponentModel.DataAnnotations;

namespace SocialServices.ServiceDefaults.Broker;

/// <summary>Section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>Put before every exchange and queue name, where several environments share a broker.</summary>
    [MaxLength(50)]
    public string Prefix { get; set; } = "";

    /// <summary>How often a failing event is tried again before it is parked. The waits grow from 0.2 s to 30 s.</summary>
    [Range(0, 50)]
    public int Retries { get; set; } = 10;

    /// <summary>How often followed event logs are read.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan FollowEvery { get; set; } = TimeSpan.FromSeconds(15);
}
