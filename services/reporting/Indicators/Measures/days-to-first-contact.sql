select r.referral_id::text as id, requested_on as at, organizations, sex, age_band, disability, place, status, service_type, priority, organization, extract(epoch from c.reached_at - requested_at) / 86400 as value
from counted_referrals r join reaches c on c.referral_id = r.referral_id and c.kind = 'first-contact'
where c.reached_at >= requested_at and age_band in ('0-5', '6-11', '12-17')
