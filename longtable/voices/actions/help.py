"""Somebody's own case: asked for in private, called back by a named office, never counted."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.core.work import emit
from longtable.methods.danger import is_in_danger
from longtable.people.actions import leave_contact as leave_contact_with_us
from longtable.voices.models import Comment, Conversation, Decision, HelpRequest
from longtable.voices.policies import may_call_back, may_moderate, may_open_receipt, may_take_part
from longtable.worklists.clocks import close_of_day


@dataclass(frozen=True)
class Asked:
    """A request for a call, and the receipt that shows whether it was made."""

    request: HelpRequest
    opened: OpenReceipt


class NoOffice(Exception):
    """Nobody was named who could call back."""


@action
def ask_for_help(
    *,
    by: Actor,
    conversation: Conversation,
    form_key: UUID,
    name: str,
    contact: str,
    about: str,
    best_time: str,
    language: str,
) -> Asked:
    """Somebody asks to be called about their own case. A named office owes the call by a day.

    Words that say somebody is in danger bring a person on duty at once. Raises :class:`NoOffice`,
    and ``NotAContact`` for what is neither a number nor an address.
    """
    require(by, may_take_part(conversation, timezone.now()))
    office = conversation.help_office
    if office is None:
        raise NoOffice
    # Other words from the same form, after going back, are another request.
    sent = uuid5(form_key, "\n".join((str(conversation.pk), name, contact, about, best_time)))
    opened = give_receipt(sent)
    there = HelpRequest.objects.filter(form_key=sent).first()
    if there:
        return Unchanged(Asked(there, opened))  # type: ignore[return-value]
    request = HelpRequest.objects.create(
        conversation=conversation,
        office=office,
        receipt=opened.receipt,
        contact=leave_contact_with_us(
            by=by,
            value=contact,
            name=name,
            language=language,
            held_by=office,
            topics=("help",),
        ),
        about=about,
        best_time=best_time,
        language=language,
        state=HelpRequest.State.OPEN,
        due_at=close_of_day(timezone.now(), conversation.help_days),
        form_key=sent,
    )
    record(by, "voices.help.asked", request)
    emit("voices.help.open", request_id=str(request.pk))
    if is_in_danger(about):
        emit("voices.help.danger", request_id=str(request.pk), key=f"danger:{request.pk}")
    return Asked(request, opened)


@action
def ask_author(*, by: Actor, comment: Comment) -> HelpRequest:
    """A comment is really a call for help: it leaves the conversation, and its author is asked.

    The author decides on the tracking page whether to leave a number. Themes keep citing it, unseen,
    for the case that it is released again.
    """
    require(by, may_moderate(by, comment.conversation, comment.conversation.area_ids()))
    conversation = comment.conversation
    if conversation.help_office is None:
        raise NoOffice
    there = comment.help_requests.order_by("created_at").last()
    if there and comment.state == Comment.State.PRIVATE:
        return Unchanged(there)  # type: ignore[return-value]
    before = comment.state
    Comment.lifecycle.move(comment, Comment.State.PRIVATE, read_at=comment.read_at or timezone.now())
    Decision.objects.create(
        comment=comment,
        before=before,
        after=Comment.State.PRIVATE,
        reason=Decision.Reason.OWN_CASE,
        by_id=by.id if by.is_member else None,
    )
    request = HelpRequest.objects.create(
        conversation=conversation,
        office=conversation.help_office,
        comment=comment,
        about=comment.text,
        language=comment.language,
        state=HelpRequest.State.ASKED,
    )
    record(by, "voices.help.offered", request, comment, why=Decision.Reason.OWN_CASE)
    emit("voices.help.offered", request_id=str(request.pk))
    return request


@action
def leave_number(*, by: Actor, request: HelpRequest, contact: str, best_time: str) -> HelpRequest:
    """The author of a comment wants the call that was offered, and says where."""
    require(by, may_open_receipt(by, request.comment.participant.receipt_id if request.comment else None))
    if request.state != HelpRequest.State.ASKED:
        return Unchanged(request)  # type: ignore[return-value]
    HelpRequest.lifecycle.move(
        request,
        HelpRequest.State.OPEN,
        contact=leave_contact_with_us(
            by=by, value=contact, language=request.language, held_by=request.office, topics=("help",)
        ),
        best_time=best_time,
        due_at=close_of_day(timezone.now(), request.conversation.help_days),
    )
    record(by, "voices.help.accepted", request, fields=["contact", "best_time", "state"])
    emit("voices.help.open", request_id=str(request.pk))
    return request


@action
def note_call(*, by: Actor, request: HelpRequest, outcome: str) -> HelpRequest:
    """The office called. What was agreed stays between the two."""
    require(by, may_call_back(by, request))
    HelpRequest.lifecycle.move(
        request, HelpRequest.State.CALLED, called_at=timezone.now(), called_by_id=by.id
    )
    request.outcome = outcome
    request.save(update_fields=["outcome"])
    record(by, "voices.help.called", request, fields=["state", "outcome"])
    emit("voices.help.settled", request_id=str(request.pk))
    return request


@action
def close_help(*, by: Actor, request: HelpRequest, why: str) -> HelpRequest:
    """No call was possible or wanted; the reason is kept."""
    require(by, may_call_back(by, request))
    HelpRequest.lifecycle.move(request, HelpRequest.State.CLOSED)
    record(by, "voices.help.closed", request, fields=["state"], why=why)
    emit("voices.help.settled", request_id=str(request.pk))
    return request
