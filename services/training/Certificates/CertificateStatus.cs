namespace SocialServices.Training.Certificates;

/// <summary>What a certificate is worth on a day.</summary>
public enum CertificateStatus
{
    Valid,
    NotYetValid,
    Expired,
    Revoked,

    /// <summary>Renewed or corrected by another one.</summary>
    Replaced,

    /// <summary>Not every issuer has signed.</summary>
    AwaitingSignature,
}
