"""What hearing people means for each role."""

from longtable.accounts.roles import (
    Administrator,
    Convener,
    Navigator,
    PartnerStaff,
    RegionalTeam,
    StateStaff,
    extend,
)
from longtable.core.access import Permission

extend(PartnerStaff, {Permission.ENTER_VOICES})
extend(Navigator, {Permission.SEE_VOICES, Permission.ENTER_VOICES})
extend(RegionalTeam, {Permission.SEE_VOICES, Permission.ENTER_VOICES, Permission.GATHER_THEMES})
extend(
    Convener,
    {
        Permission.SEE_VOICES,
        Permission.RUN_CONVERSATIONS,
        Permission.ENTER_VOICES,
        Permission.MODERATE,
        Permission.GATHER_THEMES,
        Permission.EXPORT_VOICES,
    },
)
extend(
    StateStaff,
    {
        Permission.SEE_VOICES,
        Permission.RUN_CONVERSATIONS,
        Permission.ENTER_VOICES,
        Permission.MODERATE,
        Permission.GATHER_THEMES,
        Permission.EXPORT_VOICES,
    },
)
extend(Administrator, {Permission.IMPORT_VOICES})
