using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Workers;

/// <summary>The newest entry about a worker counts.</summary>
internal sealed class WorkerRegisteredHandler(ReportingDb db) : IEventHandler<WorkerRegistered>
{
    public Task HandleAsync(WorkerRegistered happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into workers (worker_id, organization, role, sex, age_band, disability, place, position)
            values ({happened.WorkerId}, {happened.Organization}, {happened.Role}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability}, {happened.Person.Place}, {position})
            on conflict (worker_id) do update set
                organization = excluded.organization, role = excluded.role, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, position = excluded.position
            where workers.position < excluded.position
            """,
            cancellationToken
        );
}
