"""Telling somebody something: the message is written in the caller's transaction and sent after it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone

from longtable.accounts.models import User
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import enqueue
from longtable.messaging import consent
from longtable.messaging.models import Channel, Message, MessageState
from longtable.messaging.policies import after_quiet_hours, may_notify
from longtable.messaging.registry import notices, write
from longtable.messaging.stopping import with_way_out
from longtable.people.contacts import ContactKind
from longtable.people.models import ContactPoint

BEFORE_OTHERS = datetime(2000, 1, 1, tzinfo=UTC)
"""Workers take the oldest first: what cannot wait is given this moment."""


@action
def notify(
    *,
    by: Actor,
    notice: str,
    to: ContactPoint | User | str,
    context: Mapping[str, str],
    key: str,
    language: str | None = None,
    calendar: str = "",
    subjects: Iterable[models.Model | tuple[str, object]] = (),
) -> Message:
    """Tell one recipient something, once for each ``key``, when the caller's transaction is through.

    ``to`` is a contact that a person left, a user (by e-mail), or a bare address or number for
    somebody who is neither yet. A contact is written to only on a topic it agreed to: otherwise the
    message is kept as held and nothing goes out. ``calendar`` is an iCalendar text for an e-mail.
    ``subjects`` are the records that the audit should name beside the message.
    Raises ``KeyError`` for an unknown notice or a placeholder that is not given.
    """
    require(by, may_notify(by))
    channel = _channel(to)
    words = write(notice, context, channel=channel, language=language or _language(to))
    message = Message(
        notice=notice,
        topic=notices[notice].topic,
        channel=channel,
        contact=to if isinstance(to, ContactPoint) else None,
        user=to if isinstance(to, User) else None,
        address=to if isinstance(to, str) else "",
        language=words.language,
        subject=words.subject,
        body=words.body,
        calendar=calendar,
        urgent=notices[notice].urgent,
        key=key,
    )
    message.body = with_way_out(message)
    there = queue(message, by=by, subjects=subjects)
    return there if there.pk == message.pk else Unchanged(there)  # type: ignore[return-value]


def queue(
    message: Message, *, by: Actor, subjects: Iterable[models.Model | tuple[str, object]] = ()
) -> Message:
    """Write the message and its job within the current transaction; of two with one key, the first stands."""
    now = timezone.now()
    message.send_after = earliest(message, now)
    if not consent.stands(message):
        message.state, message.problem = MessageState.HELD, "no consent"
    Message.objects.bulk_create([message], ignore_conflicts=True)
    there = Message.objects.get(key=message.key)
    if there.pk != message.pk:
        return there
    record(by, "messaging.message.queued", message, *subjects, fields=["state"])
    if message.state == MessageState.QUEUED:
        enqueue_delivery(message)
    return message


def enqueue_delivery(message: Message, run_after: datetime | None = None) -> None:
    """A job for the message; one at a time for each round and moment."""
    when = BEFORE_OTHERS if message.urgent else run_after or message.send_after
    enqueue(
        "messaging.deliver",
        key=f"deliver:{message.idempotency_key}@{when.timestamp():.0f}",
        run_after=when,
        message_id=str(message.pk),
    )


def _channel(to: ContactPoint | User | str) -> Channel:
    if isinstance(to, ContactPoint):
        return Channel.SMS if to.kind == ContactKind.PHONE else Channel.EMAIL
    return Channel.SMS if isinstance(to, str) and "@" not in to else Channel.EMAIL


def _language(to: ContactPoint | User | str) -> str:
    return settings.LANGUAGE_CODE if isinstance(to, str) else to.language or settings.LANGUAGE_CODE


def earliest(message: Message, now: datetime) -> datetime:
    """When a message may go out: a text message not within quiet hours, unless it was asked for."""
    if message.urgent or message.channel != Channel.SMS:
        return now
    quiet = cast(tuple[int, int], settings.MESSAGING["quiet_hours"])
    return after_quiet_hours(now, quiet, ZoneInfo(settings.TIME_ZONE))
