select case_id::text as id, closed_on as at, array[organization] as organizations, sex, age_band, disability, place, organization,
       extract(epoch from closed_at - opened_at) / 86400 as value
from counted_cases where closed_at >= opened_at
