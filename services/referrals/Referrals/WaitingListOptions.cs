using System.ComponentModel.DataAnnotations;

namespace SocialServices.Referrals.Referrals;

/// <summary>Section <c>WaitingList</c>.</summary>
internal sealed class WaitingListOptions
{
    /// <summary>How long a freed place is kept for the first who waits.</summary>
    public TimeSpan OfferLasts { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How many places of a site are offered in one turn.</summary>
    [Range(1, 1000)]
    public int MaxOffers { get; set; } = 50;

    /// <summary>How often freed capacity is looked for, and deadlines are.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);
}
