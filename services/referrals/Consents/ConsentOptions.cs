using System.ComponentModel.DataAnnotations;

namespace SocialServices.Referrals.Consents;

/// <summary>Section <c>Consents</c>: what the law sets.</summary>
internal sealed class ConsentOptions
{
    /// <summary>Completed years from which a person gives consent alone. 18 by the Family Code of Turkmenistan and the Convention on the Rights of the Child.</summary>
    [Range(14, 21)]
    public int AgeOfMajority { get; set; } = 18;
}
