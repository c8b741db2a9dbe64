"""What publishing counts means for each role: whoever sees a draft sees small counts."""

from longtable.accounts.roles import Auditor, Convener, RegionalTeam, StateStaff, extend
from longtable.core.access import Permission

extend(Auditor, {Permission.SEE_RELEASES})
extend(RegionalTeam, {Permission.SEE_RELEASES})
extend(Convener, {Permission.SEE_RELEASES})
extend(StateStaff, {Permission.SEE_RELEASES, Permission.PUBLISH_RELEASES})
