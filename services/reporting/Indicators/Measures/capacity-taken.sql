select site_id::text || ' ' || n as id, null::date as at, array[organization] as organizations, place, service_type, organization
from sites cross join lateral generate_series(1, taken) as n where not deleted and service_type is not null
