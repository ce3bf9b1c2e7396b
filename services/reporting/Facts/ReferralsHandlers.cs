using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The earliest time counts.</summary>
internal sealed class PersonReachedHandler(ReportingDb db) : FactHandler<PersonReached>(db)
{
    protected override FormattableString Write(PersonReached happened, long position) =>
        $"""
            insert into reaches (referral_id, kind, reached_at) values ({happened.ReferralId}, {happened.Kind}, {happened.At})
            on conflict (referral_id, kind) do update set reached_at = least(reaches.reached_at, excluded.reached_at)
            """;
}

/// <summary>The furthest step counts: a late delivery of an earlier one adds only when it happened.</summary>
internal sealed class ReferralStatusChangedHandler(ReportingDb db) : FactHandler<ReferralStatusChanged>(db)
{
    protected override FormattableString Write(ReferralStatusChanged happened, long position)
    {
        if (happened.Advice)
        {
            return $"select 1"; // counts from the step on that makes it a referral
        }

        DateTimeOffset? When(params ReadOnlySpan<string> statuses) => statuses.Contains(happened.To) ? happened.OccurredAt : null;
        return $"""
            insert into referrals as r (
                referral_id, case_id, service_user_id, status, step, service_type, site_id, requester, receiver, priority, sex, age_band,
                disability, place, requested_at, answered_at, accepted_at, completed_at)
            values (
                {happened.ReferralId}, {happened.CaseId}, {happened.ServiceUserId}, {happened.To}, {happened.Step}, {happened.ServiceType},
                {happened.SiteId}, {happened.Requester}, {happened.Receiver}, {happened.Priority}, {happened.Person.Sex},
                {happened.Person.AgeBand}, {happened.Person.Disability}, {happened.Person.Place}, {When("requested")},
                {When("accepted", "rejected")}, {When("accepted")}, {When("completed")})
            on conflict (referral_id) do update set
                case_id = case when r.step < excluded.step then excluded.case_id else r.case_id end,
                service_user_id = case when r.step < excluded.step then excluded.service_user_id else r.service_user_id end,
                status = case when r.step < excluded.step then excluded.status else r.status end,
                service_type = case when r.step < excluded.step then excluded.service_type else r.service_type end,
                site_id = case when r.step < excluded.step then excluded.site_id else r.site_id end,
                requester = case when r.step < excluded.step then excluded.requester else r.requester end,
                receiver = case when r.step < excluded.step then excluded.receiver else r.receiver end,
                priority = case when r.step < excluded.step then excluded.priority else r.priority end,
                sex = case when r.step < excluded.step then excluded.sex else r.sex end,
                age_band = case when r.step < excluded.step then excluded.age_band else r.age_band end,
                disability = case when r.step < excluded.step then excluded.disability else r.disability end,
                place = case when r.step < excluded.step then excluded.place else r.place end,
                requested_at = least(r.requested_at, excluded.requested_at), answered_at = least(r.answered_at, excluded.answered_at),
                accepted_at = least(r.accepted_at, excluded.accepted_at), completed_at = least(r.completed_at, excluded.completed_at),
                step = greatest(r.step, excluded.step)
            """;
    }
}
