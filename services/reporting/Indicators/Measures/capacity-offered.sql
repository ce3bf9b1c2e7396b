select site_id::text as id, null::date as at, total::bigint as weight, array[organization] as organizations, place, service_type, organization
from sites where not deleted and service_type is not null and status = 'active'
