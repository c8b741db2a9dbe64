"""What councils mean for each role. Whoever sees applications reads what people lived through: few do."""

from longtable.accounts.roles import Convener, RegionalTeam, StateStaff, extend
from longtable.core.access import Permission

extend(RegionalTeam, {Permission.SEE_COUNCILS, Permission.RUN_COUNCILS})
extend(Convener, {Permission.SEE_COUNCILS, Permission.RUN_COUNCILS})
extend(StateStaff, {Permission.SEE_COUNCILS, Permission.RUN_COUNCILS})
