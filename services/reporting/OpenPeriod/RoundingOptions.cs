using System.ComponentModel.DataAnnotations;

namespace SocialServices.Reporting.OpenPeriod;

/// <summary>
/// Section <c>Rounding</c>. A key of its own: encryption keys are rotated, and another key rounds the same people a second time. Who compares
/// both roundings learns more of the exact number.
/// </summary>
internal sealed class RoundingOptions
{
    /// <summary>Passphrase of at least 32 characters. It is never changed.</summary>
    [Required, MinLength(32)]
    public string Key { get; set; } = "";
}
