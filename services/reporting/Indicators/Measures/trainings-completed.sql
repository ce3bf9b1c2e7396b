select distinct on (worker_id, programme) worker_id || ' ' || programme as id, completed_on as at, array[organization] as organizations, sex, age_band, disabled as disability, place, organization, programme
from counted_completions order by worker_id, programme, completed_on
