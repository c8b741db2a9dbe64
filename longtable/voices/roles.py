"""What hearing people means for each role."""

from longtable.accounts.roles import Administrator, Convener, Navigator, RegionalTeam, StateStaff, extend
from longtable.core.access import Permission

extend(Navigator, {Permission.SEE_VOICES})
extend(RegionalTeam, {Permission.SEE_VOICES, Permission.GATHER_THEMES})
extend(
    Convener,
    {
        Permission.SEE_VOICES,
        Permission.RUN_CONVERSATIONS,
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
        Permission.MODERATE,
        Permission.GATHER_THEMES,
        Permission.EXPORT_VOICES,
    },
)
extend(Administrator, {Permission.IMPORT_VOICES})
