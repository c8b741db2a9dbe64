"""Everything that can be done with gatherings."""

from longtable.gatherings.actions.agenda import (
    add_session,
    add_table,
    edit_session,
    edit_table,
    remove_session,
    remove_table,
)
from longtable.gatherings.actions.changes import (
    invite_members,
    note_phoned,
    tell_members_of_change,
    tell_of_change,
)
from longtable.gatherings.actions.changing import (
    accept_offer,
    cancel_registration,
    change_registration,
    decline_offer,
)
from longtable.gatherings.actions.copying import copy_gathering, make_series
from longtable.gatherings.actions.drawing import announce, close_drawing, draw
from longtable.gatherings.actions.forgetting import forget_attendee
from longtable.gatherings.actions.gatherings import create_gathering, publish_gathering
from longtable.gatherings.actions.holding import hold_places
from longtable.gatherings.actions.inviting import invite, withdraw_invitation
from longtable.gatherings.actions.keeping import add_host, edit_gathering, remove_host
from longtable.gatherings.actions.letters import lose_offer, note_drawn, remind, tell_offer, tell_outcome
from longtable.gatherings.actions.meetings import (
    note_presence,
    post_notice,
    publish_minutes,
    set_terms,
    write_minutes,
)
from longtable.gatherings.actions.moving import call_off, move_gathering, note_held
from longtable.gatherings.actions.reaching import note_reached
from longtable.gatherings.actions.registering import register, sign_up
from longtable.gatherings.actions.showing import (
    add_material,
    add_panelist,
    edit_panelist,
    remove_material,
    remove_panelist,
)
from longtable.gatherings.actions.sign_in_sheets import SignInSheetImporter
from longtable.gatherings.actions.spreadsheets import PaperListImporter

__all__ = [
    "PaperListImporter",
    "SignInSheetImporter",
    "accept_offer",
    "add_host",
    "add_material",
    "add_panelist",
    "add_session",
    "add_table",
    "announce",
    "call_off",
    "cancel_registration",
    "change_registration",
    "close_drawing",
    "copy_gathering",
    "create_gathering",
    "decline_offer",
    "draw",
    "edit_gathering",
    "edit_panelist",
    "edit_session",
    "edit_table",
    "forget_attendee",
    "hold_places",
    "invite",
    "invite_members",
    "lose_offer",
    "make_series",
    "move_gathering",
    "note_drawn",
    "note_held",
    "note_phoned",
    "note_presence",
    "note_reached",
    "post_notice",
    "publish_gathering",
    "publish_minutes",
    "register",
    "remind",
    "remove_host",
    "remove_material",
    "remove_panelist",
    "remove_session",
    "remove_table",
    "set_terms",
    "sign_up",
    "tell_members_of_change",
    "tell_of_change",
    "tell_offer",
    "tell_outcome",
    "withdraw_invitation",
    "write_minutes",
]
