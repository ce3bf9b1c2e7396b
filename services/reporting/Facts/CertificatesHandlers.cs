using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>Completes what a revocation may already have entered.</summary>
internal sealed class CertificateIssuedHandler(ReportingDb db) : FactHandler<CertificateIssued>(db)
{
    protected override FormattableString Write(CertificateIssued happened, long position) =>
        $"""
            insert into certificates (certificate_id, worker_id, competence, programme, valid_from, valid_until, revoked)
            values ({happened.CertificateId}, {happened.WorkerId}, {happened.Competence}, {happened.Programme}, {happened.ValidFrom}, {happened.ValidUntil}, false)
            on conflict (certificate_id) do update set
                programme = excluded.programme, valid_from = excluded.valid_from, valid_until = excluded.valid_until
            """;
}

/// <summary>A revocation is for ever, whether the issue is known yet or not.</summary>
internal sealed class CertificateRevokedHandler(ReportingDb db) : FactHandler<CertificateRevoked>(db)
{
    private static readonly string[] NeverCounted = ["issued-in-error", "corrected"];

    protected override FormattableString Write(CertificateRevoked happened, long position) =>
        $"""
            insert into certificates (certificate_id, worker_id, competence, revoked, never_counted)
            values ({happened.CertificateId}, {happened.WorkerId}, {happened.Competence}, true, {NeverCounted.Contains(happened.Reason)})
            on conflict (certificate_id) do update set revoked = true, never_counted = excluded.never_counted
            """;
}
