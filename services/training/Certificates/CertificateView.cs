using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Training.Certificates;

/// <summary>A certificate as callers see it.</summary>
/// <param name="Number">For example SWC-2021-000123.</param>
/// <param name="Id">UUID v7.</param>
/// <param name="WorkerId">The holder.</param>
/// <param name="Competence">Code of the competence it attests.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="CourseId">The course that led to it.</param>
/// <param name="Organizer">Code of the course's organizer.</param>
/// <param name="Issuers">Codes of the organizations that signed it together.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; absent when it does not expire.</param>
/// <param name="Valid">Does it count today, Asia/Ashgabat?</param>
/// <param name="IssuedAt">UTC.</param>
/// <param name="RevokedAt">UTC; absent when not revoked.</param>
/// <param name="RevocationReason">issued-in-error, misconduct, superseded or other.</param>
public sealed record CertificateView(
    string Number,
    Guid Id,
    Guid WorkerId,
    string Competence,
    string Programme,
    Guid CourseId,
    string Organizer,
    IReadOnlyList<string> Issuers,
    DateOnly ValidFrom,
    DateOnly? ValidUntil,
    bool Valid,
    DateTimeOffset IssuedAt,
    DateTimeOffset? RevokedAt,
    RevocationReason? RevocationReason
)
{
    internal static CertificateView Of(Certificate certificate, TimeProvider clock) =>
        new(
            certificate.Number,
            certificate.Id,
            certificate.WorkerId,
            certificate.Competence,
            certificate.Programme,
            certificate.CourseId,
            certificate.Organizer,
            certificate.Issuers,
            certificate.ValidFrom,
            certificate.ValidUntil,
            certificate.IsValidOn(clock.Today()),
            certificate.IssuedAt,
            certificate.RevokedAt,
            certificate.RevocationReason
        );
}
