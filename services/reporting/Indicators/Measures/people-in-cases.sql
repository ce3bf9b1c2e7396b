select person as id, opened_on as at, array[organization] as organizations, sex, age_band, disability, place, organization
from counted_cases
