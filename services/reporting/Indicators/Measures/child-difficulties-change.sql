select cycle_id::text || ' ' || n as id, measured_on as at, array[organization] as organizations, mean_change as value, 1 as weight
from group_changes cross join lateral generate_series(1, pairs) as n
where measure = 'child-difficulties' and is_last_week
