select enrolment_id::text as id, completed_on as at, array[organization] as organizations, programme, post_test - pre_test as value, 1 as weight
from participations where pre_test is not null and post_test is not null
