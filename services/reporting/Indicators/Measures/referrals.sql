select referral_id::text as id, requested_on as at, organizations, sex, age_band, disability, place, status, service_type, priority, organization
from counted_referrals
