using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Certificates;

/// <summary>Completes what a revocation may already have entered.</summary>
internal sealed class CertificateIssuedHandler(ReportingDb db) : IEventHandler<CertificateIssued>
{
    public Task HandleAsync(CertificateIssued happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into certificates (certificate_id, worker_id, competence, programme, valid_from, valid_until, revoked)
            values ({happened.CertificateId}, {happened.WorkerId}, {happened.Competence}, {happened.Programme}, {happened.ValidFrom}, {happened.ValidUntil}, false)
            on conflict (certificate_id) do update set
                programme = excluded.programme, valid_from = excluded.valid_from, valid_until = excluded.valid_until
            """,
            cancellationToken
        );
}
