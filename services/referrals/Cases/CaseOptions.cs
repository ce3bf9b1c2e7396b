using System.ComponentModel.DataAnnotations;

namespace SocialServices.Referrals.Cases;

/// <summary>Section <c>Cases</c>: what the programme decides about the work with cases.</summary>
internal sealed class CaseOptions
{
    /// <summary>Only a supervisor closes a case. False: whoever manages it does.</summary>
    public bool SupervisorCloses { get; set; }

    /// <summary>After so many contact attempts in vain the person counts as not reached.</summary>
    [Range(1, 20)]
    public int MaxContactAttempts { get; set; } = 3;
}
