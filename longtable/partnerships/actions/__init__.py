"""Everything that changes agreements, the contact log, and what is told of trust."""

from longtable.partnerships.actions.connecting import plan_call
from longtable.partnerships.actions.drafting import (
    add_flow,
    add_gift,
    attach_document,
    draft_agreement,
    edit_agreement,
    mark_point,
    remove_flow,
    remove_gift,
    set_responsibilities,
)
from longtable.partnerships.actions.logging import correct_contact, log_contact
from longtable.partnerships.actions.moving import (
    drop_agreement,
    end_agreement,
    expire_agreement,
    put_in_force,
    renew_agreement,
    send_to_partner,
    sign_agreement,
    take_back,
)
from longtable.partnerships.actions.promising import let_promise_go, make_promise, say_promise_kept
from longtable.partnerships.actions.pulse import answer_pulse, open_pulse, remind_of_pulse
from longtable.partnerships.actions.reminding import remind_of_ends
from longtable.partnerships.actions.speaking import (
    hand_over_agreement,
    open_to_public,
    remark,
    state_alignment,
)
from longtable.partnerships.actions.spreadsheets import AgreementsImporter
from longtable.partnerships.actions.trusting import answer_about_service, ask_about_service

__all__ = [
    "AgreementsImporter",
    "add_flow",
    "add_gift",
    "answer_about_service",
    "answer_pulse",
    "ask_about_service",
    "attach_document",
    "correct_contact",
    "draft_agreement",
    "drop_agreement",
    "edit_agreement",
    "end_agreement",
    "expire_agreement",
    "hand_over_agreement",
    "let_promise_go",
    "log_contact",
    "make_promise",
    "mark_point",
    "open_pulse",
    "open_to_public",
    "plan_call",
    "put_in_force",
    "remark",
    "remind_of_ends",
    "remind_of_pulse",
    "remove_flow",
    "remove_gift",
    "renew_agreement",
    "say_promise_kept",
    "send_to_partner",
    "set_responsibilities",
    "sign_agreement",
    "state_alignment",
    "take_back",
]
