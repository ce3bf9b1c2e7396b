select assessment_id::text as id, assessed_on as at, array[organization] as organizations, sex, age_band, disability, place, risk_level, organization
from counted_assessments
