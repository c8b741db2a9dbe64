"""What gatherings mean for each role."""

from longtable.accounts.roles import Convener, Navigator, PartnerStaff, RegionalTeam, StateStaff, extend
from longtable.accounts.scopes import scope
from longtable.core.access import Permission

RUN = {Permission.SEE_GATHERINGS, Permission.RUN_GATHERINGS, Permission.REGISTER_FOR_OTHERS}

extend(PartnerStaff, {Permission.SEE_GATHERINGS, Permission.REGISTER_FOR_OTHERS})
extend(Navigator, {Permission.SEE_GATHERINGS, Permission.REGISTER_FOR_OTHERS})
extend(RegionalTeam, RUN)
extend(Convener, RUN)
extend(StateStaff, RUN)

scope("registrations:write", Permission.REGISTER_BY_API)
