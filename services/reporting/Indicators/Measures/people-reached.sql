select person as id, (c.reached_at at time zone 'Asia/Ashgabat')::date as at, organizations, sex, age_band, disability, place, status, service_type, priority, organization
from counted_referrals r join reaches c on c.referral_id = r.referral_id and c.kind = 'first-visit'
