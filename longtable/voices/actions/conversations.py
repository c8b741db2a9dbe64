"""Preparing, opening and closing a conversation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Plan:
    """What to ask, of whom, and on what terms. The fields are those of :class:`Conversation`."""

    slug: str
    question: LocalizedText
    organization: Organization
    opens_at: datetime
    closes_at: datetime | None = None
    purpose: LocalizedText = field(default_factory=LocalizedText)
    asked: LocalizedText = field(default_factory=LocalizedText)
    areas: Iterable[Area] = ()
    collectors: Iterable[Organization] = ()
    moderation: str = Conversation.Moderation.BEFORE
    about_you: Iterable[str] = ()
    help_office: Organization | None = None
    help_days: int = 2

    def columns(self) -> dict[str, Any]:
        """What goes into the row, areas and collectors apart."""
        columns = {name: value for name, value in vars(self).items() if name not in ("areas", "collectors")}
        return columns | {"about_you": list(self.about_you)}


@action
def prepare_conversation(*, by: Actor, plan: Plan) -> Conversation:
    """A team writes down what it wants to ask. Nobody sees it yet."""
    require(by, may_run(by, plan.organization.pk, [area.pk for area in plan.areas]))
    conversation = Conversation.objects.create(**plan.columns())
    conversation.areas.set(plan.areas)
    conversation.collectors.set(plan.collectors)
    record(by, "voices.conversation.prepared", conversation, fields=[*plan.columns(), "areas", "collectors"])
    return conversation


@action
def edit_conversation(*, by: Actor, conversation: Conversation, plan: Plan) -> Conversation:
    """The wording or the terms change. What was said already stays as it is."""
    require(
        by,
        may_run(by, conversation.organization_id, conversation.area_ids())
        and may_run(by, plan.organization.pk, [area.pk for area in plan.areas]),
    )
    changed = [name for name, value in plan.columns().items() if getattr(conversation, name) != value]
    for name in changed:
        setattr(conversation, name, plan.columns()[name])
    conversation.save(update_fields=changed)
    conversation.areas.set(plan.areas)
    conversation.collectors.set(plan.collectors)
    record(by, "voices.conversation.edited", conversation, fields=[*changed, "areas", "collectors"])
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
