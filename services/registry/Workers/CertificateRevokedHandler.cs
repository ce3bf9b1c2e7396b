using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Registry.Workers;

/// <summary>For good, also when the certificate itself is not known yet.</summary>
internal sealed class CertificateRevokedHandler(RegistryDb db) : IEventHandler<CertificateRevoked>
{
    public Task HandleAsync(CertificateRevoked happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into worker_competences (certificate_id, worker_id, competence, revoked)
            values ({happened.CertificateId}, {happened.WorkerId}, {happened.Competence}, true)
            on conflict (certificate_id) do update set revoked = true
            """,
            cancellationToken
        );
}
