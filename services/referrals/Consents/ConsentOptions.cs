using System.ComponentModel.DataAnnotations;

namespace SocialServices.Referrals.Consents;

/// <summary>Section <c>Consents</c>: what the law sets.</summary>
internal sealed class ConsentOptions
{
    /// <summary>Completed years from which a person gives consent alone. 18: Convention on the Rights of the Child, article 1.</summary>
    [Range(14, 21)]
    public int AgeOfMajority { get; set; } = 18;
}
