using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Cases;

/// <summary>Completes what a closure may already have entered.</summary>
internal sealed class CaseOpenedHandler(ReportingDb db) : IEventHandler<CaseOpened>
{
    public Task HandleAsync(CaseOpened fact, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into cases (case_id, organization, sex, age_band, disability, place, opened_at, closed_position)
            values (
                {fact.CaseId}, {fact.Organization}, {fact.Person.Sex}, {fact.Person.AgeBand}, {fact.Person.Disability},
                {fact.Person.Place}, {fact.OccurredAt}, 0)
            on conflict (case_id) do update set
                organization = excluded.organization, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, opened_at = excluded.opened_at
            """,
            cancellationToken
        );
}
