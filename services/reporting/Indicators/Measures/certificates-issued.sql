select certificate_id::text as id, valid_from as at, coalesce(array[w.organization], array[]::text[]) as organizations, programme,
       w.sex, w.age_band, w.place, w.organization
from certificates c left join workers w on w.worker_id = c.worker_id
where c.programme is not null and not c.revoked and w.deleted is not true
