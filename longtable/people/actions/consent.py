"""Agreeing to messages, and ending them. No is heard at once and everywhere; yes only where it was said."""

from datetime import datetime

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.people.contacts import index_of
from longtable.people.models import Channel, Consent, ContactPoint, OptOut
from longtable.people.policies import may_lift_opt_out, may_say_where_to_write


@action
def give_consent(
    *,
    by: Actor,
    contact_point: ContactPoint,
    topic: str,
    words: str = "",
    channel: str = Channel.WEB,
) -> Consent:
    """From now on messages about ``topic`` may go there, unless the number said STOP to everything."""
    require(by, may_say_where_to_write(by))
    there = Consent.objects.standing().filter(contact_point=contact_point, topic=topic).first()
    if there:
        return Unchanged(there)  # type: ignore[return-value]
    consent = Consent.objects.create(
        contact_point=contact_point, topic=topic, given_at=timezone.now(), channel=channel, words=words
    )
    record(by, "people.consent.given", contact_point, fields=[topic])
    return consent


@action
def withdraw_consent(
    *,
    by: Actor,
    contact_value: str = "",
    contact_point: ContactPoint | None = None,
    topic: str | None = None,
    channel: str = Channel.WEB,
) -> None:
    """No more messages about ``topic``, or with ``None`` about anything, to that number or address.

    It holds at once for every record that has the same number, and without a topic also for those
    that will be made later. Answers nothing: nobody may learn here whether a number is known.
    Raises :class:`~longtable.people.contacts.NotAContact`.
    """
    require(by, may_say_where_to_write(by))
    index = contact_point.value_index if contact_point else index_of(contact_value)
    now = timezone.now()
    points = ContactPoint.objects.sharing(index)
    standing = Consent.objects.standing().filter(contact_point__in=points)  # one statement, known or not
    if topic is not None:
        standing = standing.filter(topic=topic)
    standing.update(withdrawn_at=now)
    subjects = [("people.contactpoint", key) for key in points.values_list("pk", flat=True)]
    if topic is None:
        row = OptOut(value_index=index, channel=channel, created_at=now)
        OptOut.objects.bulk_create([row], ignore_conflicts=True)
        subjects.append(("people.optout", row.pk))
    record(by, "people.consent.withdrawn", *subjects, fields=[topic or "every topic"])


@action
def lift_opt_out(*, by: Actor, contact_value: str, channel: str = Channel.SMS) -> bool:
    """The number said START: what its STOP ended begins again. Answers whether it had said STOP.

    Raises ``NotAContact``.
    """
    require(by, may_lift_opt_out(by))
    index = index_of(contact_value)
    row = OptOut.objects.filter(value_index=index, lifted_at=None).first()
    if row is None:
        return Unchanged(False)  # type: ignore[return-value]
    now = timezone.now()
    OptOut.objects.filter(pk=row.pk).update(lifted_at=now)
    _give_again(index, stopped_at=row.created_at, now=now, channel=channel)
    record(by, "people.opt_out.lifted", row)
    return True


def _give_again(index: str, *, stopped_at: datetime, now: datetime, channel: str) -> None:
    ended = Consent.objects.filter(
        contact_point__value_index=index, contact_point__retired_at=None, withdrawn_at=stopped_at
    )
    Consent.objects.bulk_create(
        (
            Consent(
                contact_point_id=consent.contact_point_id,
                topic=consent.topic,
                given_at=now,
                channel=channel,
                words=consent.words,
            )
            for consent in ended
        ),
        ignore_conflicts=True,
    )
