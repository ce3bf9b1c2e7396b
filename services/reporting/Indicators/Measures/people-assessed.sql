select person as id, assessed_on as at, array[organization] as organizations, sex, age_band, disability, place, risk_level, need, organization
from counted_assessments left join lateral unnest(needs) as need on true
