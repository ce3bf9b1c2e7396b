using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Certificates;

/// <summary>A revocation is for ever, whether the issue is known yet or not.</summary>
internal sealed class CertificateRevokedHandler(ReportingDb db) : IEventHandler<CertificateRevoked>
{
    public Task HandleAsync(CertificateRevoked fact, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into certificates (certificate_id, worker_id, competence, revoked)
            values ({fact.CertificateId}, {fact.WorkerId}, {fact.Competence}, true)
            on conflict (certificate_id) do update set revoked = true
            """,
            cancellationToken
        );
}
