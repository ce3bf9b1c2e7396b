using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Registry.Workers;

/// <summary>What a worker can do from now on. A revocation that came before stays.</summary>
internal sealed class CertificateIssuedHandler(RegistryDb db) : IEventHandler<CertificateIssued>
{
    public Task HandleAsync(CertificateIssued happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into worker_competences (certificate_id, worker_id, competence, valid_from, valid_until, revoked)
            values ({happened.CertificateId}, {happened.WorkerId}, {happened.Competence}, {happened.ValidFrom}, {happened.ValidUntil}, false)
            on conflict (certificate_id) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until
            """,
            cancellationToken
        );
}
