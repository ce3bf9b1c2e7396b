select person as id, null::date as at, organizations, sex, age_band, disability, place, status, service_type, priority, organization
from counted_referrals where status in ('accepted', 'in-progress', 'on-hold')
