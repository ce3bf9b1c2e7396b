select referral_id::text as id, completed_on as at, organizations, sex, age_band, disability, place, status, service_type, priority, organization
from counted_referrals where completed_on is not null and status = 'completed'
