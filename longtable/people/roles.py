"""What people's records mean for each role. A navigator and a regional team come with SEE_PEOPLE."""

from longtable.accounts.roles import Navigator, RegionalTeam, extend
from longtable.core.access import Permission

extend(Navigator, [Permission.CONFIRM_MATCHES])
extend(RegionalTeam, [Permission.EDIT_PEOPLE, Permission.CONFIRM_MATCHES])
