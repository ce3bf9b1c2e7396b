using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The newest assignment counts, also when the opening is not known yet.</summary>
internal sealed class CaseAssignedHandler(ReportingDb db) : FactHandler<CaseAssigned>(db)
{
    protected override FormattableString Write(CaseAssigned happened, long position) =>
        $"""
            insert into cases (case_id, closed_position, worker_id, team, assigned_position)
            values ({happened.CaseId}, 0, {happened.WorkerId}, {happened.Team.ToArray()}, {position})
            on conflict (case_id) do update set
                worker_id = excluded.worker_id, team = excluded.team, assigned_position = excluded.assigned_position
            where cases.assigned_position < excluded.assigned_position
            """;
}

/// <summary>The newest closure counts, also when the opening is not known yet.</summary>
internal sealed class CaseClosedHandler(ReportingDb db) : FactHandler<CaseClosed>(db)
{
    protected override FormattableString Write(CaseClosed happened, long position) =>
        $"""
            insert into cases (case_id, closed_reason, closed_at, closed_position)
            values ({happened.CaseId}, {happened.Reason}, {happened.OccurredAt}, {position})
            on conflict (case_id) do update set
                closed_reason = excluded.closed_reason, closed_at = excluded.closed_at, closed_position = excluded.closed_position
            where cases.closed_position < excluded.closed_position
            """;
}

/// <summary>Completes what a closure may already have entered.</summary>
internal sealed class CaseOpenedHandler(ReportingDb db) : FactHandler<CaseOpened>(db)
{
    protected override FormattableString Write(CaseOpened happened, long position) =>
        $"""
            insert into cases (case_id, organization, sex, age_band, disability, place, opened_at, closed_position,
                service_user_id, source, worker_id, assigned_position)
            values (
                {happened.CaseId}, {happened.Organization}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability},
                {happened.Person.Place}, {happened.OccurredAt}, 0, {happened.ServiceUserId}, {happened.Source},
                {happened.WorkerId}, {position})
            on conflict (case_id) do update set
                organization = excluded.organization, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, opened_at = excluded.opened_at,
                service_user_id = excluded.service_user_id, source = excluded.source,
                worker_id = case when cases.assigned_position < excluded.assigned_position then excluded.worker_id else cases.worker_id end,
                assigned_position = greatest(cases.assigned_position, excluded.assigned_position)
            """;
}

/// <summary>Takes back the closures before it. The case is the same: nobody is counted twice.</summary>
internal sealed class CaseReopenedHandler(ReportingDb db) : FactHandler<CaseReopened>(db)
{
    protected override FormattableString Write(CaseReopened happened, long position) =>
        $"""
            insert into cases (case_id, closed_position) values ({happened.CaseId}, {position})
            on conflict (case_id) do update set closed_reason = null, closed_at = null, closed_position = excluded.closed_position
            where cases.closed_position < excluded.closed_position
            """;
}
