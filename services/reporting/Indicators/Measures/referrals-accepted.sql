select referral_id::text as id, accepted_on as at, organizations, sex, age_band, disability, place, status, service_type, priority, organization
from counted_referrals where accepted_on is not null
