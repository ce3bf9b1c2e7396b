select course_id::text || ' ' || n as id, completed_on as at, array[organizer] as organizations, programme,
       case when n <= survey_answers then 100 else 0 end as value, 1 as weight
from courses cross join lateral generate_series(1, participants) as n where completed_on is not null and not cancelled
