select supervision_id::text as id, held_on as at, array[organizer] as organizations, organizer as organization
from supervisions
