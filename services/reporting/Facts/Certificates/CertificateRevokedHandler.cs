using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Certificates;

/// <summary>A revocation is for ever, whether the issue is known yet or not.</summary>
internal sealed class CertificateRevokedHandler(ReportingDb db) : IEventHandler<CertificateRevoked>
{
    private static readonly string[] NeverCounted = ["issued-in-error", "corrected"];

    public Task HandleAsync(CertificateRevoked happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into certificates (certificate_id, worker_id, competence, revoked, never_counted)
            values ({happened.CertificateId}, {happened.WorkerId}, {happened.Competence}, true, {NeverCounted.Contains(happened.Reason)})
            on conflict (certificate_id) do update set revoked = true, never_counted = excluded.never_counted
            """,
            cancellationToken
        );
}
