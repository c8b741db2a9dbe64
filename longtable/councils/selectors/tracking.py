"""What a receipt opens: one's own application, or one's wish to be told."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from longtable.core.access import Actor, Missing
from longtable.core.models import Receipt
from longtable.councils.models import Application, Interest
from longtable.people.models import ContactPoint


@dataclass(frozen=True)
class Tracked:
    """Exactly one of both."""

    receipt: Receipt
    application: Application | None
    interest: Interest | None


class Confirming(StrEnum):
    """How far somebody is with showing that a phone or e-mail is theirs."""

    POSSIBLE = "possible"
    SENT = "sent"
    DONE = "done"


def tracked(actor: Actor) -> Tracked:
    """What the holder of a receipt may see. Raises ``Missing`` for a receipt of another package."""
    receipt = Receipt.objects.filter(pk=UUID(actor.id), withdrawn_at=None).first()
    if receipt is None:
        raise Missing
    applications = Application.objects.select_related(
        "council__organization", "seat", "contact__person", "area", "term"
    )
    application = applications.filter(receipt=receipt).first()
    interests = Interest.objects.select_related("contact__person", "area")
    interest = None if application else interests.filter(receipt=receipt).first()
    if not application and not interest:
        raise Missing
    return Tracked(receipt, application, interest)


def is_ours(receipt_id: UUID) -> bool:
    """Whether this receipt was given here."""
    return (
        Application.objects.filter(receipt=receipt_id).exists()
        or Interest.objects.filter(receipt=receipt_id).exists()
    )


def confirming(contact: ContactPoint) -> Confirming:
    """Whether they can confirm what they left, have digits to type in, or are done."""
    if contact.verified_at:
        return Confirming.DONE
    sent = contact.codes.filter(used_at=None, expires_at__gt=timezone.now())
    return Confirming.SENT if sent.exists() else Confirming.POSSIBLE
