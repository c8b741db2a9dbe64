"""Writes: what changes in a person's record, by whom, with a trace of it."""

from longtable.people.actions.about import end_acting_for, let_act_for, live_together, note_answers
from longtable.people.actions.confirm import begin_confirmation, confirm_contact
from longtable.people.actions.consent import give_consent, lift_opt_out, withdraw_consent
from longtable.people.actions.contact import leave_contact, leave_party
from longtable.people.actions.keeping import change_person, erase_person, export_person, retire_contact
from longtable.people.actions.keys import rotate_batch
from longtable.people.actions.matching import confirm_match, merge, propose_matches, reject_match, unmerge
from longtable.people.actions.naming import name_person

__all__ = [
    "begin_confirmation",
    "change_person",
    "confirm_contact",
    "confirm_match",
    "end_acting_for",
    "erase_person",
    "export_person",
    "give_consent",
    "leave_contact",
    "leave_party",
    "let_act_for",
    "lift_opt_out",
    "live_together",
    "merge",
    "name_person",
    "note_answers",
    "propose_matches",
    "reject_match",
    "retire_contact",
    "rotate_batch",
    "unmerge",
    "withdraw_consent",
]
