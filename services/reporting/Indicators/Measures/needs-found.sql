select distinct on (person, need) person || ' ' || need as id, assessed_on as at, array[organization] as organizations, sex, age_band, disability, place, need
from counted_assessments cross join lateral unnest(needs) as need
order by person, need, assessed_on
