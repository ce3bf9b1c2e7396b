select worker_id::text as id, null::date as at, array[organization] as organizations, place, organization,
       case when role in ('specialist', 'social-worker') then 1 else 0 end as value, case when role = 'manager' then 1 else 0 end as weight
from workers where role in ('specialist', 'social-worker', 'manager') and active and not deleted
