using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Workers;

/// <summary>The newest facts about a worker count, also when the registration is not known yet.</summary>
internal sealed class WorkerChangedHandler(ReportingDb db) : IEventHandler<WorkerChanged>
{
    public Task HandleAsync(WorkerChanged happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into workers (worker_id, organization, role, active, sex, age_band, disability, place, position)
            values (
                {happened.WorkerId}, {happened.Organization}, {happened.Role}, {happened.Active}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability},
                {happened.Person.Place}, {position})
            on conflict (worker_id) do update set
                organization = excluded.organization, role = excluded.role, active = excluded.active, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, position = excluded.position
            where workers.position < excluded.position
            """,
            cancellationToken
        );
}
