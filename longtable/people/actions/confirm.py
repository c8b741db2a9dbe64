"""Showing that a number or address is one's own, by six digits that were sent there."""

import secrets
from datetime import timedelta

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import count_attempt
from longtable.core.audit import record
from longtable.core.secrets import blind_index
from longtable.people.models import ContactCode, ContactPoint, OptOut, Person
from longtable.people.policies import may_confirm_contact

GOOD_FOR = timedelta(minutes=15)
CODES_AN_HOUR = 5
TRIES = 5


@action
def begin_confirmation(*, by: Actor, contact_point: ContactPoint) -> str:
    """A new code of six digits, for the caller to send there and to nowhere else. Good for 15 minutes.

    Earlier codes of the same contact point end. Raises ``TooManyAttempts`` after five in an hour
    for one number, whichever records it stands in, so that nobody can be flooded.
    """
    require(by, may_confirm_contact(by))
    count_attempt(
        "contact code sent", contact_point.value_index, limit=CODES_AN_HOUR, window=timedelta(hours=1)
    )
    now = timezone.now()
    ContactCode.objects.filter(contact_point=contact_point, used_at=None, expires_at__gt=now).update(
        expires_at=now
    )
    code = f"{secrets.randbelow(1_000_000):06}"
    ContactCode.objects.create(
        contact_point=contact_point, code_hash=_hash(contact_point, code), expires_at=now + GOOD_FOR
    )
    record(by, "people.contact.code_sent", contact_point)
    return code


@action
def confirm_contact(*, by: Actor, contact_point: ContactPoint, code: str) -> bool:
    """Whether ``code`` is the one that was sent: then the contact point is its owner's beyond doubt.

    The person is confirmed with it, and an earlier STOP of that number ends. A wrong code answers
    ``False`` and counts; raises ``TooManyAttempts`` after five tries of one code.
    """
    require(by, may_confirm_contact(by))
    now = timezone.now()
    sent = ContactCode.objects.filter(contact_point=contact_point, used_at=None, expires_at__gt=now).first()
    if sent is None:
        return Unchanged(False)  # type: ignore[return-value]
    count_attempt("contact code", str(sent.pk), limit=TRIES, window=timedelta(days=1))
    digits = "".join(sign for sign in code if sign.isdigit())
    if not secrets.compare_digest(sent.code_hash, _hash(contact_point, digits)):
        return Unchanged(False)  # type: ignore[return-value]
    if not ContactCode.objects.filter(pk=sent.pk, used_at=None).update(used_at=now):
        return Unchanged(False)  # type: ignore[return-value]
    ContactPoint.objects.filter(pk=contact_point.pk).update(verified_at=now)
    Person.objects.filter(pk=contact_point.person_id, verified_at=None).update(verified_at=now)
    OptOut.objects.filter(value_index=contact_point.value_index, lifted_at=None).update(lifted_at=now)
    record(by, "people.contact.confirmed", contact_point, ("people.person", contact_point.person_id))
    return True


def _hash(contact_point: ContactPoint, code: str) -> str:
    return blind_index(f"{contact_point.pk}:{code}", purpose="contact code")
