select case_id::text as id, opened_on as at, array[organization] as organizations, sex, age_band, disability, place, source, organization
from counted_cases
