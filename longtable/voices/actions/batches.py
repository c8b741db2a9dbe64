"""Stacks of paper, lists of calls and tables: what was collected at one place, typed in together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, Permission, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.places.models import Area
from longtable.voices.models import Batch, Conversation
from longtable.voices.models.participants import Channel
from longtable.voices.policies import can_be_carried_in, may_enter, may_type_into


@dataclass(frozen=True)
class Collected:
    """Where, when and how people spoke. The fields are those of :class:`Batch`."""

    channel: str
    label: str
    collected_on: date
    language: str
    area: Area | None = None
    statements: Sequence[int] = ()
    people: int | None = None
    sheets: int | None = None


@action
def start_batch(*, by: Actor, conversation: Conversation, collected: Collected, form_key: UUID) -> Batch:
    """Somebody begins to type in what was collected. Sent twice with the same form, it is one batch."""
    require(by, may_carry_in(by, conversation))
    columns = vars(collected) | {"statements": list(collected.statements)}
    batch, is_new = Batch.objects.get_or_create(
        form_key=uuid5(form_key, str(conversation.pk)),
        defaults={
            **columns,
            "conversation": conversation,
            "organization": collector(by, conversation),
            "entered_by_id": by.id if by.is_member else None,
        },
    )
    if not is_new:
        return Unchanged(batch)  # type: ignore[return-value]
    record(by, "voices.batch.started", batch, conversation, fields=list(columns))
    return batch


@action
def describe_batch(*, by: Actor, batch: Batch, collected: Collected) -> Batch:
    """Where, when and how many is put right. What was typed in already stays as it is."""
    require(by, may_type_into(by, batch, batch.conversation.area_ids()))
    columns = vars(collected) | {"statements": list(collected.statements)}
    changed = [name for name, value in columns.items() if getattr(batch, name) != value]
    if not changed:
        return Unchanged(batch)  # type: ignore[return-value]
    for name in changed:
        setattr(batch, name, columns[name])
    batch.save(update_fields=changed)
    record(by, "voices.batch.described", batch, fields=changed)
    return batch


@action
def finish_batch(*, by: Actor, batch: Batch) -> Batch:
    """All of it is in. Another sheet that turns up can still be added."""
    require(by, may_type_into(by, batch, batch.conversation.area_ids()))
    if batch.finished_at:
        return Unchanged(batch)  # type: ignore[return-value]
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])
    record(by, "voices.batch.finished", batch, fields=["finished_at"])
    return batch


def may_carry_in(by: Actor, conversation: Conversation) -> bool:
    """Whether ``by`` may type in what others said here."""
    collectors = conversation.collectors.values_list("pk", flat=True)
    return can_be_carried_in(conversation) and may_enter(
        by, conversation, conversation.area_ids(), collectors
    )


def collector(by: Actor, conversation: Conversation) -> Organization:
    """The organisation for which ``by`` types it in: their own, or whoever asks."""
    own = by.organizations(Permission.ENTER_VOICES)
    if conversation.organization_id in own:
        return conversation.organization
    invited = conversation.collectors.filter(pk__in=own).order_by("name").first()
    return (
        invited
        or Organization.objects.filter(pk__in=own).order_by("name").first()
        or (conversation.organization)
    )


def calls_of_the_day(by: Actor, conversation: Conversation) -> Batch:
    """The list on which ``by`` notes calls today: the same one until midnight. Inside an action only."""
    today = timezone.localdate()
    office = collector(by, conversation)
    batch, _ = Batch.objects.get_or_create(
        form_key=uuid5(conversation.pk, f"calls {by.id} {today}"),
        defaults={
            "conversation": conversation,
            "channel": Channel.PHONE,
            "organization": office,
            "label": office.name[:120],
            "collected_on": today,
            "language": "en",
            "entered_by_id": by.id if by.is_member else None,
        },
    )
    return batch
