using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Cases;

/// <summary>Completes what a closure may already have entered.</summary>
internal sealed class CaseOpenedHandler(ReportingDb db) : IEventHandler<CaseOpened>
{
    public Task HandleAsync(CaseOpened happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into cases (case_id, organization, sex, age_band, disability, place, opened_at, closed_position)
            values (
                {happened.CaseId}, {happened.Organization}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability},
                {happened.Person.Place}, {happened.OccurredAt}, 0)
            on conflict (case_id) do update set
                organization = excluded.organization, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, opened_at = excluded.opened_at
            """,
            cancellationToken
        );
}
