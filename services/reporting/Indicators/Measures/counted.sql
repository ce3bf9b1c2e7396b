-- What may be counted, for all measures: people as people, without what was merged, erased, deleted, drafted only or entered in error.
with recursive up (service_user_id, root, depth) as (
    select service_user_id, merged_into, 1 from people where merged_into is not null
    union all
    select up.service_user_id, p.merged_into, up.depth + 1
    from up join people p on p.service_user_id = up.root
    where p.merged_into is not null and up.depth < 50 -- events may come in an order that makes a circle for a while
),
-- Places that became one other, and since when: what happens in them from that day on counts at the successor.
-- Only the day of what is counted decides, not the period that is asked for: else a year is not the sum of its quarters.
moved (place, successor, since, depth) as (
    select place, successors[1], ended_on, 1 from places where ended_on is not null and cardinality(successors) = 1
    union all
    select m.place, p.successors[1], greatest(m.since, p.ended_on), m.depth + 1 from moved m join places p on p.place = m.successor
    where p.ended_on is not null and cardinality(p.successors) = 1 and m.depth < 20
),
merged as (select distinct on (service_user_id) service_user_id, root from up order by service_user_id, depth desc),
erased as (
    select service_user_id from people where erased
    union
    select m.service_user_id from merged m join people p on p.service_user_id = m.root where p.erased
),
-- Of the organization that asks: a worker may have had cases in another one.
caseload as (
    select case_id from cases where organization = @organization and (worker_id = @worker or (@team and @worker = any (team)))
),
counted_cases as (
    select c.case_id, coalesce(m.root, c.service_user_id, c.case_id)::text as person, c.organization, coalesce(c.source, 'unknown') as source,
           c.sex, c.age_band, case c.disability when true then 'yes' when false then 'no' end as disability, c.place,
           (c.opened_at at time zone 'Asia/Ashgabat')::date as opened_on, c.opened_at, c.closed_reason,
           (c.closed_at at time zone 'Asia/Ashgabat')::date as closed_on, c.closed_at
    from cases c left join merged m on m.service_user_id = c.service_user_id
    where c.organization is not null and not exists (select from erased e where e.service_user_id = c.service_user_id)
      and (@worker is null or c.case_id in (select case_id from caseload))
),
counted_assessments as (
    select a.assessment_id, coalesce(m.root, a.service_user_id)::text as person, a.organization, a.needs, coalesce(a.risk_level, 'unknown') as risk_level,
           a.sex, a.age_band, case a.disability when true then 'yes' when false then 'no' end as disability, a.place,
           (a.assessed_at at time zone 'Asia/Ashgabat')::date as assessed_on
    from assessments a left join merged m on m.service_user_id = a.service_user_id
    where a.assessed_at is not null and not a.entered_in_error
      and not exists (select from erased e where e.service_user_id = a.service_user_id)
      and (@worker is null or a.case_id in (select case_id from caseload))
),
counted_referrals as (
    select r.referral_id, coalesce(m.root, r.service_user_id, r.case_id)::text as person, r.status, r.service_type, r.site_id, r.priority,
           r.receiver as organization, array[r.requester, r.receiver] as organizations, r.sex, r.age_band,
           case r.disability when true then 'yes' when false then 'no' end as disability, r.place,
           (r.requested_at at time zone 'Asia/Ashgabat')::date as requested_on, r.requested_at, r.answered_at, r.accepted_at, r.completed_at,
           (r.accepted_at at time zone 'Asia/Ashgabat')::date as accepted_on, (r.completed_at at time zone 'Asia/Ashgabat')::date as completed_on
    from referrals r left join merged m on m.service_user_id = r.service_user_id
    where r.requested_at is not null and r.status not in ('draft', 'entered-in-error')
      and not exists (select from erased e where e.service_user_id = r.service_user_id)
      and (@worker is null or r.case_id in (select case_id from caseload))
),
counted_completions as (
    select p.*, case p.disability when true then 'yes' when false then 'no' end as disabled
    from participations p left join workers w on w.worker_id = p.worker_id
    where p.completed and w.deleted is not true
      and (not exists (select from certificates c where c.worker_id = p.worker_id and c.programme = p.programme and c.never_counted)
           or exists (select from certificates c where c.worker_id = p.worker_id and c.programme = p.programme and not c.never_counted))
),
