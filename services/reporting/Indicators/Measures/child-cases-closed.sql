select case_id::text as id, closed_on as at, array[organization] as organizations, sex, age_band, disability, place, coalesce(closed_reason, 'unknown') as reason
from counted_cases where closed_on is not null and age_band in ('0-5', '6-11', '12-17')
