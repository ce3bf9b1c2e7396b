select place as id, null::date as at, array[organization] as organizations, place
from workers where role = 'specialist' and active and not deleted and length(place) > 4
