"""Everything that can be done with councils and their seats."""

from longtable.councils.actions.applying import accept_offer, apply, choose_stipend, withdraw
from longtable.councils.actions.councils import (
    add_rule,
    edit_council,
    prepare_council,
    publish_council,
    remove_rule,
    withdraw_council,
)
from longtable.councils.actions.deciding import add_note, appoint, decline, offer, reopen, shortlist
from longtable.councils.actions.forgetting import forget_person
from longtable.councils.actions.interests import (
    announce,
    confirm_interest,
    end_interest,
    leave_interest,
    send_digits,
)
from longtable.councils.actions.seats import add_seat, close_seat, edit_seat
from longtable.councils.actions.spreadsheets import RosterImporter
from longtable.councils.actions.terms import change_term, end_term, note_attendance, seat_member

__all__ = [
    "RosterImporter",
    "accept_offer",
    "add_note",
    "add_rule",
    "add_seat",
    "announce",
    "apply",
    "appoint",
    "change_term",
    "choose_stipend",
    "close_seat",
    "confirm_interest",
    "decline",
    "edit_council",
    "edit_seat",
    "end_interest",
    "end_term",
    "forget_person",
    "leave_interest",
    "note_attendance",
    "offer",
    "prepare_council",
    "publish_council",
    "remove_rule",
    "reopen",
    "seat_member",
    "send_digits",
    "shortlist",
    "withdraw",
    "withdraw_council",
]
