using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Workers;

/// <summary>For good, whatever else comes.</summary>
internal sealed class WorkerDeletedHandler(ReportingDb db) : IEventHandler<WorkerDeleted>
{
    public Task HandleAsync(WorkerDeleted happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into workers (worker_id, organization, role, sex, age_band, place, position, active, deleted)
            values ({happened.WorkerId}, '', '', '', '', '', 0, false, true)
            on conflict (worker_id) do update set deleted = true
            """,
            cancellationToken
        );
}
