using System.ComponentModel.DataAnnotations;

namespace SocialServices.Reporting.Suppression;

/// <summary>Section <c>Suppression</c>.</summary>
internal sealed class SuppressionOptions
{
    /// <summary>k: counts of people from 1 to k - 1 are not published, and what is hidden keeps an interval of k at least.</summary>
    [Range(3, 100)]
    public int Threshold { get; set; } = 5;

    /// <summary>How long the proof of a release may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(5);
}
