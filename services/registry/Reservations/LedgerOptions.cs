using System.ComponentModel.DataAnnotations;

namespace SocialServices.Registry.Reservations;

/// <summary>Section <c>Ledger</c>.</summary>
internal sealed class LedgerOptions
{
    /// <summary>How often the capacity of overdue holds is released. A reservation that finds no free capacity does it at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan ExpireEvery { get; set; } = TimeSpan.FromSeconds(30);
}
