"""What keeping the directory means for each role."""

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

extend(PartnerStaff, {Permission.EDIT_DIRECTORY})
extend(Navigator, {Permission.EDIT_DIRECTORY})
extend(RegionalTeam, {Permission.EDIT_DIRECTORY, Permission.REVIEW_DIRECTORY})
extend(Convener, {Permission.EDIT_DIRECTORY})
extend(StateStaff, {Permission.EDIT_DIRECTORY, Permission.REVIEW_DIRECTORY, Permission.IMPORT_DIRECTORY})
extend(Administrator, {Permission.IMPORT_DIRECTORY})
