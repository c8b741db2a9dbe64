"""What publishing counts means for each role: no draft shows a small count, but somebody must look."""

from longtable.accounts.roles import Auditor, Convener, RegionalTeam, StateStaff, extend
from longtable.core.access import Permission

extend(Auditor, {Permission.SEE_RELEASES})
extend(RegionalTeam, {Permission.SEE_RELEASES})
extend(Convener, {Permission.SEE_RELEASES})
extend(StateStaff, {Permission.SEE_RELEASES, Permission.PUBLISH_RELEASES})
