-- A programme of four years: places, organizations, services and workers as in the country, and as many facts about people as are asked for ({0}).
-- Much happens in few places and few age groups, as it does, so that there are small numbers everywhere.
select setseed(0.20211018);
truncate places, organizations, service_types, sites, workers, cases, assessments, referrals, people, inbox;
insert into places (place, parent, kind, name_en, position)
select 'TM-' || v, 'TM', 'velayat', v, 1 from unnest('{{A,B,D,L,M,S}}'::text[]) v
union all
select format('TM-%s-%s', v, to_char(n, 'FM00')), 'TM-' || v, 'etrap', 'Etrap ' || n, 1 from unnest('{{A,B,D,L,M,S}}'::text[]) v, generate_series(1, 8) n;
insert into organizations (organization, kind, name_en, position) select 'org-' || n, 'ngo-provider', 'Organization ' || n, 1 from generate_series(1, 12) n;
insert into organizations (organization, kind, name_en, position) values ('mlspp', 'ministry', 'Ministry', 1);
insert into service_types (service_type, number, name_en, lead_agency, position) select 'service-' || n, n, 'Service ' || n, 'unicef', 1 from generate_series(1, 12) n;
insert into sites (site_id, organization, service_type, place, status, total, held, taken, opened_position, status_position, capacity_position)
select gen_random_uuid(), 'org-' || 1 + n % 12, 'service-' || 1 + n % 12, p.place, 'active', 20, 0, n % 20, 1, 1, 1
from generate_series(1, 96) n join (select place, row_number() over (order by place) as i from places where kind = 'etrap') p on p.i = 1 + n % 48;
insert into workers (worker_id, organization, role, sex, age_band, disability, place, position)
select gen_random_uuid(), 'org-' || 1 + n % 12, (array['specialist', 'social-worker', 'manager'])[1 + n % 3], (array['female', 'female', 'male'])[1 + n % 3],
       (array['18-24', '25-44', '45-59'])[1 + n % 3], false, p.place, 1
from generate_series(1, 2000) n join (select place, row_number() over (order by place) as i from places where kind = 'etrap') p on p.i = 1 + n % 48;

create temporary table bench_people as
select n, gen_random_uuid() as service_user_id, (array['female', 'female', 'male'])[1 + (random() * 2.99)::int % 3] as sex,
       (array['25-44', '25-44', '6-11', '12-17', '60+', '45-59', '0-5', '18-24'])[1 + floor(power(random(), 2) * 8)::int] as age_band,
       random() < 0.15 as disability, 'org-' || 1 + floor(power(random(), 2) * 12)::int as organization,
       format('TM-%s-%s', (array['S', 'M', 'L', 'A', 'D', 'B'])[1 + floor(power(random(), 2) * 6)::int], to_char(1 + floor(power(random(), 2) * 8), 'FM00')) as place,
       timestamptz '2018-01-01 06:00+05' + random() * interval '1460 days' as at
from generate_series(1, greatest({0} * 3 / 10, 10)) n;
insert into cases (case_id, organization, service_user_id, source, sex, age_band, disability, place, opened_at, closed_reason, closed_at, closed_position)
select gen_random_uuid(), organization, service_user_id, (array['self', 'family', 'police', 'education', 'court'])[1 + floor(power(random(), 2) * 5)::int],
       sex, age_band, disability, place, at, case when n % 3 = 0 then (array['goals-met', 'moved-away', 'lost-contact'])[1 + n % 9 / 3] end,
       case when n % 3 = 0 then at + random() * interval '90 days' end, 0
from bench_people;
insert into cases (case_id, organization, service_user_id, source, sex, age_band, disability, place, opened_at, closed_position)
select gen_random_uuid(), organization, service_user_id, 'self', sex, age_band, disability, place, at + interval '100 days', 0
from bench_people where n % 3 = 0;
insert into assessments (assessment_id, case_id, service_user_id, organization, instrument, risk_level, needs, sex, age_band, disability, place, assessed_at)
select gen_random_uuid(), gen_random_uuid(), service_user_id, organization, 'basic', (array['low', 'medium', 'high', 'critical'])[1 + floor(power(random(), 2) * 4)::int],
       array[(array['disability', 'addiction', 'loneliness', 'domestic-violence'])[1 + n % 4]], sex, age_band, disability, place, at + interval '1 day'
from bench_people;
insert into referrals (referral_id, case_id, status, step, service_user_id, requested_at, answered_at, accepted_at, completed_at, service_type, site_id,
    requester, receiver, priority, sex, age_band, disability, place)
select gen_random_uuid(), gen_random_uuid(), (array['requested', 'accepted', 'in-progress', 'completed'])[1 + n % 4], 2 + n % 4, service_user_id, at + interval '2 days',
       at + interval '3 days', at + interval '3 days', case when n % 4 = 3 then at + interval '30 days' end, 'service-' || 1 + floor(power(random(), 2) * 12)::int,
       gen_random_uuid(), organization, 'org-' || 1 + n % 12, (array['normal', 'urgent', 'emergency'])[1 + floor(power(random(), 2) * 3)::int], sex, age_band, disability, place
from bench_people;
drop table bench_people;
analyze;
