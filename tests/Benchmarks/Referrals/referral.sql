select gen_random_uuid() as id \gset
select * from idempotency_keys where caller = 'bench' and key = ':id';
select * from cases where id = ':case' and organization = 'mlspp';
select exists (select 1 from data_sharing_agreements where organization = 'nrcs' and valid_from <= current_date and (valid_until is null or current_date <= valid_until));
begin;
insert into idempotency_keys (caller, key, fingerprint, created_at, answer_id) values ('bench', ':id', '\x00', now(), gen_random_uuid()) on conflict do nothing;
select from consents where id = ':consent' for share;
select * from consents where id = ':consent' and case_id = ':case';
select * from service_users where id = ':person';
insert into audit_entries (id, at, client, organization, action, record_kind, record_ids, outcome, key_id, signature)
  values (gen_random_uuid(), now(), 'bench', 'mlspp', 'move referral', 'referral', array['x'], 'done', 'key', '\x00');
insert into outbox (event_id, type, data, occurred_at)
  select gen_random_uuid(), type, data, now() from outbox where type = 'referrals.referral-status-changed.v1' limit 1;
insert into referrals (id, case_id, service_user_id, consent_id, requester, receiver, site_id, site_place, service_type, shared_data, priority,
    need, created_at, status, step, is_advice, escalation, failed_contacts)
  values (':id', ':case', ':person', ':consent', 'mlspp', 'nrcs', gen_random_uuid(), 'TM-S', 'parents-with-addictions', '{identity,need}', 'urgent',
    decode(repeat('00', 200), 'hex'), now(), 'draft', 1, false, 'none', 0);
insert into referral_moves (id, referral_id, step, at, organization, to_status) values (gen_random_uuid(), ':id', 1, now(), 'mlspp', 'draft');
update idempotency_keys set status = 201, answer = '\x00' where caller = 'bench' and key = ':id';
commit;
select * from referrals where (requester = 'mlspp' or (receiver = 'mlspp' and requested_at is not null)) and id = ':id';
select * from cases where id = ':case' and organization = 'mlspp';
select * from consents where id = ':consent';
select exists (select 1 from data_sharing_agreements where organization = 'nrcs' and valid_from <= current_date and (valid_until is null or current_date <= valid_until));
select coalesce(merged_into, id) from service_users where id = ':person';
select pg_advisory_lock(hashtextextended(':person', 0));
select exists (select 1 from referrals where site_id = ':id' and service_user_id = ':person' and status in ('requested', 'accepted', 'in-progress', 'on-hold'));
select exists (select 1 from referrals where site_id = ':id' and waiting_since is not null and offered_until is null and status = 'requested');
begin;
select from consents where id = ':consent' for share;
select exists (select 1 from consents where id = ':consent' and withdrawn_at is not null);
select * from service_users where id = ':person';
insert into audit_entries (id, at, client, organization, action, record_kind, record_ids, outcome, key_id, signature)
  values (gen_random_uuid(), now(), 'bench', 'mlspp', 'move referral', 'referral', array['x'], 'done', 'key', '\x00');
insert into outbox (event_id, type, data, occurred_at)
  select gen_random_uuid(), type, data, now() from outbox where type = 'referrals.referral-status-changed.v1' limit 1;
insert into referral_moves (id, referral_id, step, at, organization, from_status, to_status)
  values (gen_random_uuid(), ':id', 2, now(), 'mlspp', 'draft', 'requested');
update referrals set status = 'requested', step = 2, requested_at = now(), deadline = now() + interval '72 hours' where id = ':id';
commit;
select pg_advisory_unlock(hashtextextended(':person', 0));
