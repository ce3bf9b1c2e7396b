namespace SocialServices.Training.Certificates;

/// <summary>Why a certificate no longer counts.</summary>
public enum RevocationReason
{
    /// <summary>The requirements had not been met: it never counted.</summary>
    IssuedInError,

    /// <summary>The holder acted against the rules of the profession: it counted until then.</summary>
    Misconduct,

    /// <summary>A newer certificate takes its place.</summary>
    Superseded,

    /// <summary>See the note.</summary>
    Other,

    /// <summary>A corrected certificate takes its place. Only a correction says so.</summary>
    Corrected,
}
