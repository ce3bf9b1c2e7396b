select worker_id::text as id, null::date as at, array[organization] as organizations, sex, age_band, case disability when true then 'yes' when false then 'no' end as disability, place, organization
from workers where role = 'specialist' and active and not deleted
