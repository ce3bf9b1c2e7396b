namespace SocialServices.Training.Certificates;

/// <summary>Why a certificate no longer counts.</summary>
public enum RevocationReason
{
    /// <summary>The requirements had not been met.</summary>
    IssuedInError,

    /// <summary>The holder acted against the rules of the profession.</summary>
    Misconduct,

    /// <summary>A newer certificate takes its place.</summary>
    Superseded,

    /// <summary>See the note.</summary>
    Other,
}
