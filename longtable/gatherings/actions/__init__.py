"""Everything that can be done with gatherings."""

from longtable.gatherings.actions.changing import (
    accept_offer,
    cancel_registration,
    change_registration,
    decline_offer,
)
from longtable.gatherings.actions.forgetting import forget_attendee
from longtable.gatherings.actions.gatherings import create_gathering, publish_gathering
from longtable.gatherings.actions.holding import hold_places
from longtable.gatherings.actions.inviting import invite, withdraw_invitation
from longtable.gatherings.actions.letters import lose_offer, note_drawn, remind, tell_offer, tell_outcome
from longtable.gatherings.actions.registering import register, sign_up

__all__ = [
    "accept_offer",
    "cancel_registration",
    "change_registration",
    "create_gathering",
    "decline_offer",
    "forget_attendee",
    "hold_places",
    "invite",
    "lose_offer",
    "note_drawn",
    "publish_gathering",
    "register",
    "remind",
    "sign_up",
    "tell_offer",
    "tell_outcome",
    "withdraw_invitation",
]
