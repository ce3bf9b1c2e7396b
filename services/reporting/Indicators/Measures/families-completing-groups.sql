select cycle_id::text || ' ' || n as id, (completed_at at time zone 'Asia/Ashgabat')::date as at, array[organization] as organizations, place, organization, programme
from group_cycles cross join lateral generate_series(1, families_completed) as n
