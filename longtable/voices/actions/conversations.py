"""Preparing, opening and closing a conversation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.places.models import Area
from longtable.voices.models import Conversation
from longtable.voices.policies import may_run


class NotReady(Exception):
    """The conversation cannot be opened yet; the message says what is missing."""


@action
def prepare_conversation(
    *,
    by: Actor,
    slug: str,
    question: LocalizedText,
    organization: Organization,
    opens_at: datetime,
    areas: Iterable[Area] = (),
    **settings: Any,
) -> Conversation:
    """A team writes down what it wants to ask. Nobody sees it yet."""
    areas = list(areas)
    require(by, may_run(by, organization.pk, [area.pk for area in areas]))
    conversation = Conversation.objects.create(
        slug=slug, question=question, organization=organization, opens_at=opens_at, **settings
    )
    conversation.areas.set(areas)
    record(by, "voices.conversation.prepared", conversation)
    return conversation


@action
def edit_conversation(*, by: Actor, conversation: Conversation, **changes: Any) -> Conversation:
    """The wording or the terms change. What was said already stays as it is."""
    require(by, may_run(by, conversation.organization_id, conversation.area_ids()))
    areas = changes.pop("areas", None)
    for name, value in changes.items():
        setattr(conversation, name, value)
    conversation.save(update_fields=list(changes))
    if areas is not None:
        conversation.areas.set(areas)
    record(by, "voices.conversation.edited", conversation, fields=[*changes, *(["areas"] if areas else [])])
    return conversation


@action
def open_conversation(*, by: Actor, conversation: Conversation) -> Conversation:
    """From its opening time on, anybody may take part. Raises :class:`NotReady`."""
    require(by, may_run(by, conversation.organization_id, conversation.area_ids()))
    missing = conversation.question.missing(conversation.languages)
    if missing:
        raise NotReady(f"The question has no approved wording in: {', '.join(missing)}")
    Conversation.lifecycle.move(conversation, Conversation.State.OPEN)
    record(by, "voices.conversation.opened", conversation, fields=["state"])
    return conversation


@action
def close_conversation(*, by: Actor, conversation: Conversation) -> Conversation:
    """Nobody can add anything more. Tracking pages go on."""
    require(by, may_run(by, conversation.organization_id, conversation.area_ids()))
    Conversation.lifecycle.move(conversation, Conversation.State.CLOSED)
    record(by, "voices.conversation.closed", conversation, fields=["state"])
    return conversation
