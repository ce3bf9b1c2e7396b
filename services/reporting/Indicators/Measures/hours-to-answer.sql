select referral_id::text as id, requested_on as at, organizations, sex, age_band, disability, place, status, service_type, priority, organization, extract(epoch from answered_at - requested_at) / 3600 as value
from counted_referrals where answered_at >= requested_at
