select w.consent_id::text as id, (w.withdrawn_at at time zone 'Asia/Ashgabat')::date as at, array[c.organization] as organizations, c.sex, c.age_band, c.place
from consent_withdrawals w left join counted_cases c on c.case_id = w.case_id
where @worker is null or c.case_id is not null
