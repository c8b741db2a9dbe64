"""What commitments mean for each role."""

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

extend(PartnerStaff, {Permission.CARRY_COMMITMENTS})
extend(Navigator, {Permission.SEE_COMMITMENTS})
extend(Auditor, {Permission.SEE_COMMITMENTS})
extend(Convener, {Permission.SEE_COMMITMENTS, Permission.PROPOSE_COMMITMENTS})
extend(
    RegionalTeam,
    {Permission.SEE_COMMITMENTS, Permission.PROPOSE_COMMITMENTS, Permission.CARRY_COMMITMENTS},
)
extend(
    StateStaff,
    {
        Permission.SEE_COMMITMENTS,
        Permission.PROPOSE_COMMITMENTS,
        Permission.DECIDE_COMMITMENTS,
        Permission.CARRY_COMMITMENTS,
        Permission.VERIFY_COMMITMENTS,
        Permission.ANSWER_PEOPLE,
    },
)
