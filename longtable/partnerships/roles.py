"""What partnerships mean for each role."""

from longtable.accounts.roles import (
    Auditor,
    Convener,
    Navigator,
    PartnerStaff,
    RegionalTeam,
    StateStaff,
    extend,
)
from longtable.core.access import Permission

BOTH = {Permission.SEE_PARTNERSHIPS, Permission.KEEP_PARTNERSHIPS}

extend(PartnerStaff, BOTH)
extend(Navigator, BOTH)
extend(RegionalTeam, BOTH)
extend(Convener, BOTH)
extend(StateStaff, BOTH)
extend(Auditor, {Permission.SEE_PARTNERSHIPS})
