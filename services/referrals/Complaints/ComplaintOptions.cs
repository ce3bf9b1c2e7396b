using System.ComponentModel.DataAnnotations;

namespace SocialServices.Referrals.Complaints;

/// <summary>Section <c>Complaints</c>.</summary>
internal sealed class ComplaintOptions
{
    /// <summary>Code of the organization whose supervisors answer sensitive complaints and appeals.</summary>
    [Required]
    public string Office { get; set; } = "mlspp";
}
