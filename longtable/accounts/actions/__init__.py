"""What changes who may sign in and what they may do."""

from longtable.accounts.actions.api_keys import make_api_key, withdraw_api_key
from longtable.accounts.actions.invitations import (
    accept_invitation,
    invite,
    invite_first_administrator,
    set_up_agency,
    withdraw_invitation,
)
from longtable.accounts.actions.memberships import (
    deactivate_user,
    end_membership,
    grant_membership,
    reactivate_user,
)
from longtable.accounts.actions.profiles import note_second_factor, note_sign_in, update_profile
from longtable.accounts.actions.second_factors import rotate_second_factors

__all__ = [
    "accept_invitation",
    "deactivate_user",
    "end_membership",
    "grant_membership",
    "invite",
    "invite_first_administrator",
    "make_api_key",
    "note_second_factor",
    "note_sign_in",
    "reactivate_user",
    "rotate_second_factors",
    "set_up_agency",
    "update_profile",
    "withdraw_api_key",
    "withdraw_invitation",
]
