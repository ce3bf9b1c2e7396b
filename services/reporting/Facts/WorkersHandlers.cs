using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The newest facts about a worker count, also when the registration is not known yet.</summary>
internal sealed class WorkerChangedHandler(ReportingDb db) : FactHandler<WorkerChanged>(db)
{
    protected override FormattableString Write(WorkerChanged happened, long position) =>
        $"""
            insert into workers (worker_id, organization, role, active, sex, age_band, disability, place, position)
            values (
                {happened.WorkerId}, {happened.Organization}, {happened.Role}, {happened.Active}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability},
                {happened.Person.Place}, {position})
            on conflict (worker_id) do update set
                organization = excluded.organization, role = excluded.role, active = excluded.active, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, position = excluded.position
            where workers.position < excluded.position
            """;
}

/// <summary>For good, whatever else comes.</summary>
internal sealed class WorkerDeletedHandler(ReportingDb db) : FactHandler<WorkerDeleted>(db)
{
    protected override FormattableString Write(WorkerDeleted happened, long position) =>
        $"""
            insert into workers (worker_id, organization, role, sex, age_band, place, position, active, deleted)
            values ({happened.WorkerId}, '', '', '', '', '', 0, false, true)
            on conflict (worker_id) do update set deleted = true
            """;
}

/// <summary>The newest entry about a worker counts.</summary>
internal sealed class WorkerRegisteredHandler(ReportingDb db) : FactHandler<WorkerRegistered>(db)
{
    protected override FormattableString Write(WorkerRegistered happened, long position) =>
        $"""
            insert into workers (worker_id, organization, role, sex, age_band, disability, place, position)
            values ({happened.WorkerId}, {happened.Organization}, {happened.Role}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability}, {happened.Person.Place}, {position})
            on conflict (worker_id) do update set
                organization = excluded.organization, role = excluded.role, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, position = excluded.position
            where workers.position < excluded.position
            """;
}
