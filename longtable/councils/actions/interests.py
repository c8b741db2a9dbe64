"""Telling people of seats: somebody asks for it, shows that the contact is theirs, is told, ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.models import Receipt
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.councils.models import Interest, Seat
from longtable.councils.notices import SEATS
from longtable.councils.policies import may_answer_for, may_leave_interest, may_work_out
from longtable.councils.selectors import is_for
from longtable.councils.topics import TOPICS
from longtable.messaging.actions import notify
from longtable.people.actions import begin_confirmation, confirm_contact, leave_contact, withdraw_consent
from longtable.places.models import Area


@dataclass(frozen=True)
class Asked:
    """A wish to be told, and the receipt by which it can be changed or ended."""

    interest: Interest
    opened: OpenReceipt


@action
def leave_interest(
    *,
    by: Actor,
    form_key: UUID,
    contact: str,
    topics: Iterable[str],
    area: Area | None,
    language: str,
    words: str = "",
) -> Asked:
    """Somebody wants to hear of seats, and six digits go to their contact; until they come back, no more.

    ``words``: to what they agreed. Raises ``NotAContact`` and ``TooManyAttempts``.
    """
    require(by, may_leave_interest(by))
    chosen = [code for code in TOPICS if code in set(topics)]
    sent = uuid5(form_key, "\n".join((contact, *chosen)))
    opened = give_receipt(sent)
    Receipt.objects.select_for_update().get(pk=opened.receipt.pk)  # sent twice at one moment, one waits
    if there := Interest.objects.filter(receipt=opened.receipt).first():
        return Unchanged(Asked(there, opened))  # type: ignore[return-value]
    point = leave_contact(by=by, value=contact, language=language, area=area, topics=(SEATS,), words=words)
    interest = Interest.objects.create(
        receipt=opened.receipt, contact=point, topics=chosen, area=area, language=language
    )
    record(by, "councils.interest.left", interest)
    _send_digits(by, interest)
    return Asked(interest, opened)


@action
def send_digits(*, by: Actor, interest: Interest) -> None:
    """Six digits once more. Raises ``TooManyAttempts``."""
    require(by, may_answer_for(by, interest))
    _send_digits(by, interest)
    record(by, "councils.interest.digits_sent", interest)


@action
def confirm_interest(*, by: Actor, interest: Interest, code: str) -> bool:
    """Whether the six digits came back: then they are told from now on. Raises ``TooManyAttempts``."""
    require(by, may_answer_for(by, interest))
    if not confirm_contact(by=by, contact_point=interest.contact, code=code):
        return Unchanged(False)  # type: ignore[return-value]
    record(by, "councils.interest.confirmed", interest)
    return True


@action
def end_interest(*, by: Actor, interest: Interest) -> Interest:
    """They want to hear no more of seats."""
    require(by, may_answer_for(by, interest))
    if interest.ended_at:
        return Unchanged(interest)  # type: ignore[return-value]
    interest.ended_at = timezone.now()
    interest.save(update_fields=["ended_at"])
    withdraw_consent(by=by, contact_point=interest.contact, topic=SEATS)
    record(by, "councils.interest.ended", interest, fields=["ended_at"])
    return interest


@action
def announce(*, by: Actor, seat: Seat) -> int:
    """Everybody who wants to hear of such a seat is told that it is free, once. Returns how many."""
    require(by, may_work_out(by))
    claimed = Seat.objects.filter(pk=seat.pk, announced_at=None).update(announced_at=timezone.now())
    if not claimed:
        return Unchanged(0)  # type: ignore[return-value]
    standing = Interest.objects.standing().select_related("contact", "area")
    wanting = [each for each in standing if is_for(seat, topics=each.topics, area=each.area)]
    for interest in wanting:
        _tell(by, interest, seat)
    record(by, "councils.seat.announced", seat, fields=["announced_at"], why=f"{len(wanting)} people")
    return len(wanting)


def _tell(by: Actor, interest: Interest, seat: Seat) -> None:
    path = reverse("councils:public", args=[seat.council.slug])
    notify(
        by=by,
        notice="councils.seat_free",
        to=interest.contact,
        language=interest.language,
        context={
            "seat": seat.name.show(interest.language).text,
            "council": seat.council.name.show(interest.language).text,
            "url": f"{settings.PUBLIC_URL}{path}",
        },
        key=f"seat free {seat.pk} {interest.pk} {timezone.localdate()}",
    )


def _send_digits(by: Actor, interest: Interest) -> None:
    code = begin_confirmation(by=by, contact_point=interest.contact)
    latest = interest.contact.codes.latest()
    notify(
        by=Actor.system("councils"),
        notice="councils.digits",
        to=interest.contact,
        language=interest.language,
        context={"code": code},
        key=f"digits {latest.pk}",
    )
