select service_type as id, null::date as at, array[organization] as organizations, place, service_type, organization
from sites where not deleted and service_type is not null and status = 'active'
