using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Referrals;

/// <summary>The furthest step counts: a late delivery of an earlier one changes nothing.</summary>
internal sealed class ReferralStatusChangedHandler(ReportingDb db) : IEventHandler<ReferralStatusChanged>
{
    public Task HandleAsync(ReferralStatusChanged happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into referrals (
                referral_id, case_id, status, step, service_type, site_id, requester, receiver, priority,
                sex, age_band, disability, place)
            values (
                {happened.ReferralId}, {happened.CaseId}, {happened.To}, {happened.Step}, {happened.ServiceType}, {happened.SiteId}, {happened.Requester},
                {happened.Receiver}, {happened.Priority}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability}, {happened.Person.Place})
            on conflict (referral_id) do update set
                case_id = excluded.case_id, status = excluded.status, step = excluded.step, service_type = excluded.service_type,
                site_id = excluded.site_id, requester = excluded.requester, receiver = excluded.receiver, priority = excluded.priority,
                sex = excluded.sex, age_band = excluded.age_band, disability = excluded.disability, place = excluded.place
            where referrals.step < excluded.step
            """,
            cancellationToken
        );
}
