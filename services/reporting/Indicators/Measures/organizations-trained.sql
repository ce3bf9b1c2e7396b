select organization as id, completed_on as at, array[organization] as organizations, programme
from counted_completions
