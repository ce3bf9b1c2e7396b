select case_id::text as id, closed_on as at, array[organization] as organizations, sex, age_band, disability, place, coalesce(closed_reason, 'unknown') as reason, organization
from counted_cases where closed_on is not null
