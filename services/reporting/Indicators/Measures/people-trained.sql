select worker_id::text as id, completed_on as at, array[organization] as organizations, sex, age_band, disabled as disability, place, organization, programme
from counted_completions
