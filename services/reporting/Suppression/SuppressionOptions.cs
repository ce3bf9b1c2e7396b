using System.ComponentModel.DataAnnotations;

namespace SocialServices.Reporting.Suppression;

/// <summary>Section <c>Suppression</c>.</summary>
internal sealed class SuppressionOptions
{
    /// <summary>k: counts of people from 1 to k - 1 are not published.</summary>
    [Range(3, 100)]
    public int Threshold { get; set; } = 5;
}
