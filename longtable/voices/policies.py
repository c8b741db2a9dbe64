"""Who may hear, decide and gather. Pure: values in, a yes or no out."""

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from longtable.core.access import Actor, Permission
from longtable.voices.models import (
    Batch,
    CodingRound,
    Comment,
    Conversation,
    HelpRequest,
    Participant,
    Recording,
    Suggestion,
)

PAGES_OF_STAFF = frozenset({"new", "calls", "carry", "themes", "records"})
"""Below ``/voices/``, where each conversation has its pages too."""

CORRECTABLE = (Comment.State.WAITING, Comment.State.SHOWN)
"""Whoever typed it in may put it right, unless somebody on duty looks at it or decided against it."""


def is_address(slug: str) -> bool:
    """Whether ``/c/<slug>/`` and ``/voices/<slug>/`` can lead to a conversation."""
    return re.fullmatch(r"[-a-zA-Z0-9_]{1,50}", slug) is not None and slug not in PAGES_OF_STAFF


def may_take_part(conversation: Conversation, now: datetime) -> bool:
    """Anybody may, while it is open."""
    return conversation.is_open(now)


def may_speak_as(by: Actor, participant: Participant) -> bool:
    """Only who holds the participant's receipt, or the machine for a channel it has checked."""
    return by.is_system or (
        by.kind in ("receipt", "sms")
        and participant.receipt_id is not None
        and by.id == str(participant.receipt_id)
    )


def may_open_receipt(by: Actor, receipt_id: UUID | None) -> bool:
    """Only who holds it."""
    return by.kind == "receipt" and receipt_id is not None and by.id == str(receipt_id)


def _may(by: Actor, permission: Permission, conversation: Conversation, areas: Iterable[UUID]) -> bool:
    return by.may(permission, organization=conversation.organization_id, areas=areas)


def may_run(by: Actor, organization_id: UUID, areas: Iterable[UUID]) -> bool:
    """Prepare, open and close conversations of an organisation."""
    return by.may(Permission.RUN_CONVERSATIONS, organization=organization_id, areas=areas)


def may_enter(
    by: Actor, conversation: Conversation, areas: Iterable[UUID], collectors: Iterable[UUID] = ()
) -> bool:
    """Type in what others said: who runs or helps with the conversation, or collected for it."""
    return _may(by, Permission.ENTER_VOICES, conversation, areas) or any(
        by.may(Permission.ENTER_VOICES, organization=collector) for collector in collectors
    )


def may_type_into(by: Actor, batch: Batch | Recording, areas: Iterable[UUID]) -> bool:
    """Type in or correct what was collected: who runs or helps with the conversation, or brought it."""
    return _may(by, Permission.ENTER_VOICES, batch.conversation, areas) or (
        batch.organization_id is not None
        and by.may(Permission.ENTER_VOICES, organization=batch.organization_id)
    )


def can_be_carried_in(conversation: Conversation) -> bool:
    """Paper comes back after a conversation closed, too; before it opened nobody was asked."""
    return conversation.state != Conversation.State.DRAFT


def may_moderate(by: Actor, conversation: Conversation, areas: Iterable[UUID]) -> bool:
    """Decide what is shown."""
    return _may(by, Permission.MODERATE, conversation, areas)


def may_gather(by: Actor, conversation: Conversation, areas: Iterable[UUID]) -> bool:
    """Gather comments into themes."""
    return _may(by, Permission.GATHER_THEMES, conversation, areas)


def may_shape(by: Actor, suggestion: Suggestion) -> bool:
    """Make something of what a machine suggested."""
    conversation = suggestion.analysis.conversation
    return may_gather(by, conversation, conversation.area_ids())


def may_end_coding(by: Actor, coding_round: CodingRound) -> bool:
    """Whoever gathers themes there, or the second coder."""
    conversation = coding_round.conversation
    return may_gather(by, conversation, conversation.area_ids()) or may_code(by, coding_round)


def may_code(by: Actor, coding_round: CodingRound) -> bool:
    """Only the second coder, and only while the round goes on."""
    return by.is_member and by.id == str(coding_round.coder_id) and coding_round.finished_at is None


def may_export(by: Actor, conversation: Conversation, areas: Iterable[UUID]) -> bool:
    """Take a conversation out as files."""
    return _may(by, Permission.EXPORT_VOICES, conversation, areas)


def may_call_back(by: Actor, request: HelpRequest) -> bool:
    """Somebody of the office that was asked, or of the whole state."""
    return by.is_statewide(Permission.TAKE_CALLS) or request.office_id in by.organizations(
        Permission.TAKE_CALLS
    )


def may_work_out(by: Actor) -> bool:
    """Only the machine keeps what a method found."""
    return by.is_system


def may_forget(by: Actor) -> bool:
    """Only the machine, when a person's record was erased by somebody who may."""
    return by.is_system


def first_state(conversation: Conversation, *, in_danger: bool) -> str:
    """Whether a new comment is seen at once, read first, or held."""
    if in_danger:
        return Comment.State.HELD
    is_read_after = conversation.moderation == Conversation.Moderation.AFTER
    return Comment.State.SHOWN if is_read_after else Comment.State.WAITING


def can_wait_again(comment: Comment) -> bool:
    """Whether a decision can be taken back: not once its author said yes to a private call about it."""
    can_move = Comment.lifecycle.can(comment.state, Comment.State.WAITING)
    return can_move and not comment.help_requests.exclude(due_at=None).exists()


def is_counted(comment: Comment) -> bool:
    """Whether a comment stands in the numbers: a private request never does."""
    return comment.state != Comment.State.PRIVATE
