select gen_random_uuid() as id, gen_random_uuid() as site \gset
select i.caller, i.key, i.answer, i.answer_id, i.created_at, i.fingerprint, i.status from idempotency_keys i where i.caller = 'bench' and i.key = :id limit 2;
select c.id, c.closed_at, c.closure_note, c.closure_reason, c.continues, c.number, c.opened_at, c.organization, c.reopenings, c.service_user_id, c.source,
    c.xmin, c.worker_id from cases c where c.id = ':case' and c.organization = 'mlspp' limit 2;
select exists (select 1 from data_sharing_agreements where organization = 'nrcs' and valid_from <= current_date and (valid_until is null or current_date <= valid_until));
begin;
insert into idempotency_keys (caller, key, fingerprint, created_at, answer_id) values ('bench', :id, '\x00', now(), gen_random_uuid()) on conflict do nothing;
select *, xmin from consents where id = ':consent' for share;
select id, created_at, details, erased_at, legal_hold, merged_into, organization, xmin from service_users where id = ':person' limit 2;
insert into audit_entries (id, at, client, organization, action, record_kind, record_ids, outcome, key_id, signature)
  values (gen_random_uuid(), now(), 'bench', 'mlspp', 'move referral', 'referral', array['x'], 'done', 'key', '\x00');
insert into outbox (event_id, type, data, occurred_at)
  select gen_random_uuid(), type, data, now() from outbox where type = 'referrals.referral-status-changed.v1' limit 1 returning sequence;
insert into referrals (id, case_id, service_user_id, consent_id, requester, receiver, site_id, site_place, service_type, shared_data, priority,
    need, created_at, status, step, is_advice, escalation, failed_contacts)
  values (:id::uuid, ':case', ':person', ':consent', 'mlspp', 'nrcs', :site::uuid, 'TM-S', 'parents-with-addictions', '{identity,need}', 'urgent',
    decode(repeat('00', 200), 'hex'), now(), 'draft', 1, false, 'none', 0) returning number, xmin;
insert into referral_moves (id, referral_id, step, at, organization, by_link, to_status) values (gen_random_uuid(), :id::uuid, 1, now(), 'mlspp', false, 'draft');
update idempotency_keys set status = 201, answer = '\x00' where caller = 'bench' and key = :id;
commit;
select r.id, r.case_id, r.consent_id, r.created_at, r.deadline, r.escalation, r.failed_contacts, r.first_contact_at, r.first_visit_at, r.follows,
    r.is_advice, r.need, r.number, r.offered_until, r.priority, r.receiver, r.requested_at, r.requester, r.service_type, r.service_user_id,
    r.shared_data, r.site_id, r.site_place, r.status, r.step, r.xmin, r.waiting_since, r.worker_id from referrals r
  where (r.requester = 'mlspp' or (r.receiver = 'mlspp' and r.requested_at is not null)) and r.id = :id::uuid limit 2;
select c.id, c.closed_at, c.closure_note, c.closure_reason, c.continues, c.number, c.opened_at, c.organization, c.reopenings, c.service_user_id, c.source,
    c.xmin, c.worker_id from cases c where c.id = ':case' and c.organization = 'mlspp' limit 2;
select c.id, c.case_id, c.data_categories, c.given_by, c.guardian_name, c.language, c.organization, c.purposes, c.recipients, c.recorded_at, c.valid_from,
    c.valid_until, c.xmin, c.withdrawal_reason, c.withdrawn_at from consents c where c.id = ':consent' limit 2;
select exists (select 1 from data_sharing_agreements where organization = 'nrcs' and valid_from <= current_date and (valid_until is null or current_date <= valid_until));
select coalesce(merged_into, id) from service_users where id = ':person' limit 2;
select true from pg_advisory_lock(hashtextextended(:site, 0));
select r.number from referrals r where (r.site_id = :site::uuid and r.service_user_id in (
    select s.id from service_users s
    where s.id = (select coalesce(me.merged_into, me.id) from service_users me where me.id = ':person' limit 1)
      or (s.merged_into is not null and s.merged_into = (select coalesce(me.merged_into, me.id) from service_users me where me.id = ':person' limit 1)))
  and r.status <> 'draft' and r.status = any(array['draft', 'requested', 'accepted', 'in-progress', 'on-hold'])) limit 1;
select exists (select 1 from referrals where site_id = :site::uuid and waiting_since is not null and offered_until is null and status = 'requested');
begin;
select *, xmin from consents where id = ':consent' for share;
select id, created_at, details, erased_at, legal_hold, merged_into, organization, xmin from service_users where id = ':person' limit 2;
insert into audit_entries (id, at, client, organization, action, record_kind, record_ids, outcome, key_id, signature)
  values (gen_random_uuid(), now(), 'bench', 'mlspp', 'move referral', 'referral', array['x'], 'done', 'key', '\x00');
insert into outbox (event_id, type, data, occurred_at)
  select gen_random_uuid(), type, data, now() from outbox where type = 'referrals.referral-status-changed.v1' limit 1 returning sequence;
insert into referral_moves (id, referral_id, step, at, organization, by_link, from_status, to_status)
  values (gen_random_uuid(), :id::uuid, 2, now(), 'mlspp', false, 'draft', 'requested');
update referrals set status = 'requested', step = 2, requested_at = now(), deadline = now() + interval '72 hours' where id = :id::uuid returning xmin;
commit;
select pg_advisory_unlock(hashtextextended(:site, 0));
