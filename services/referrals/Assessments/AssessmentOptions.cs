using System.ComponentModel.DataAnnotations;

namespace SocialServices.Referrals.Assessments;

/// <summary>Section <c>Assessments</c>.</summary>
internal sealed class AssessmentOptions
{
    /// <summary>
    /// Whoever completes an assessment holds this competence that day (Law No. 434-VI, art. 1: the specialist in social work assesses).
    /// </summary>
    [Required]
    public string Competence { get; set; } = "social-work-specialist";
}
