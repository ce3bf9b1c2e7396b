using System.ComponentModel.DataAnnotations;

namespace SocialServices.Reporting.Trust;

/// <summary>Section <c>Trust</c>.</summary>
internal sealed class TrustOptions
{
    /// <summary>How often the metrics are made. It reads all facts of the last year.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);
}
