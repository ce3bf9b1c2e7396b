using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Referrals;

/// <summary>Section <c>Assurance</c>: how sure it must be which person acts where much depends on it.</summary>
internal sealed class AssuranceOptions
{
    /// <summary>
    /// Approvals, merges, erasure, exports. <c>Asserted</c> for a programme's first months, until the agencies' OpenID providers are
    /// registered.
    /// </summary>
    public Assurance Decisions { get; set; } = Assurance.Authenticated;

    /// <summary>Completing an assessment.</summary>
    public Assurance Assessments { get; set; } = Assurance.Authenticated;
}
