namespace SocialServices.Training.Certificates;

/// <summary>A certificate as its holder's employer, the organizer and the issuers see it.</summary>
/// <param name="Number">For example MLSPP-2021-000123.</param>
/// <param name="Id">UUID v7.</param>
/// <param name="WorkerId">The holder.</param>
/// <param name="Competence">Code of the competence it attests.</param>
/// <param name="Level">What it makes of its holder.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="CourseId">The course that led to it.</param>
/// <param name="Organizer">Code of the course's organizer.</param>
/// <param name="Issuers">Codes of the organizations that sign it together.</param>
/// <param name="SignedBy">Those that have signed.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; absent when it does not expire.</param>
/// <param name="Status">valid, not-yet-valid, expired, revoked, replaced or awaiting-signature, today in Asia/Ashgabat.</param>
/// <param name="Valid">Does it count today?</param>
/// <param name="IssuedAt">UTC.</param>
/// <param name="ReplacedBy">Id of the certificate that renews or corrects it.</param>
/// <param name="RevokedAt">UTC; absent when not revoked.</param>
/// <param name="RevocationReason">issued-in-error, misconduct, superseded, corrected or other.</param>
/// <param name="HolderLink">Where the holder finds the certificate and its credential without login. Give it to nobody else.</param>
public sealed record CertificateView(
    string Number,
    Guid Id,
    Guid WorkerId,
    string Competence,
    string? Level,
    string Programme,
    Guid CourseId,
    string Organizer,
    IReadOnlyList<string> Issuers,
    IReadOnlyList<string> SignedBy,
    DateOnly ValidFrom,
    DateOnly? ValidUntil,
    CertificateStatus Status,
    bool Valid,
    DateTimeOffset IssuedAt,
    Guid? ReplacedBy,
    DateTimeOffset? RevokedAt,
    RevocationReason? RevocationReason,
    string? HolderLink
)
{
    internal static CertificateView Of(Certificate certificate, TimeProvider clock, string? holderLink = null) =>
        new(
            certificate.Number,
            certificate.Id,
            certificate.WorkerId,
            certificate.Competence,
            certificate.Level,
            certificate.Programme,
            certificate.CourseId,
            certificate.Organizer,
            certificate.Issuers,
            certificate.SignedBy,
            certificate.ValidFrom,
            certificate.ValidUntil,
            certificate.StatusOn(clock.Today()),
            certificate.StatusOn(clock.Today()) is CertificateStatus.Valid,
            certificate.IssuedAt,
            certificate.ReplacedBy,
            certificate.RevokedAt,
            certificate.RevocationReason,
            holderLink
        );
}
