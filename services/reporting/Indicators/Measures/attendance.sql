select enrolment_id::text as id, completed_on as at, array[organization] as organizations, programme, attendance_percent as value, 1 as weight
from participations
