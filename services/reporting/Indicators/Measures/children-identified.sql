select case_id::text as id, opened_on as at, array[organization] as organizations, sex, age_band, disability, place, source
from counted_cases where age_band in ('0-5', '6-11', '12-17')
