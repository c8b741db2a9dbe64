"""Showing that a phone or e-mail is one's own, so that results can be told with confirmed people only."""

from enum import Enum

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.messaging.actions import notify
from longtable.people.actions import begin_confirmation, confirm_contact
from longtable.people.models import ContactCode, ContactPoint
from longtable.voices.models import Confidence, Conversation, Dialogue, Participant
from longtable.voices.policies import may_speak_as


class NoContact(Exception):
    """The participant left neither a number nor an address."""


class Outcome(Enum):
    """What came of six digits."""

    CONFIRMED = "confirmed"
    SHARED = "shared"
    WRONG = "wrong"


@action
def send_digits(*, by: Actor, participant: Participant) -> ContactPoint:
    """Six digits go to the phone or e-mail that the participant left, and are shown nowhere else.

    Raises :class:`NoContact`, and ``TooManyAttempts`` after five in an hour for one number or address.
    """
    require(by, may_speak_as(by, participant))
    contact = _contact(participant)
    code = begin_confirmation(by=by, contact_point=contact)
    notify(
        by=Actor.system("voices"),
        notice="voices.digits",
        to=contact,
        context={"code": code},
        key=f"digits {ContactCode.objects.filter(contact_point=contact).latest().pk}",
    )
    return contact


@action
def confirm_participant(*, by: Actor, participant: Participant, code: str) -> Outcome:
    """The digits came back: from now on one person stands behind these words beyond doubt.

    In one conversation a number or address confirms one person. The words and answers of a second
    one count as before, and stand among those that nobody confirmed. Raises :class:`NoContact`, and
    ``TooManyAttempts`` after five tries of one code.
    """
    require(by, may_speak_as(by, participant))
    contact = _contact(participant)
    if not confirm_contact(by=by, contact_point=contact, code=code):
        return Unchanged(Outcome.WRONG)  # type: ignore[return-value]
    # Two who confirm with one number at the same moment wait for each other here.
    Conversation.objects.select_for_update().get(pk=participant.conversation_id)
    if _is_taken(contact, participant):
        record(by, "voices.participant.shares_contact", participant, fields=())
        return Outcome.SHARED
    if participant.confidence == Confidence.OPEN:
        participant.confidence = Confidence.CONFIRMED
        participant.save(update_fields=["confidence"])
    record(by, "voices.participant.confirmed", participant, fields=["confidence"])
    return Outcome.CONFIRMED


def _contact(participant: Participant) -> ContactPoint:
    if participant.contact is None:
        raise NoContact
    return participant.contact


def _is_taken(contact: ContactPoint, participant: Participant) -> bool:
    """Whether somebody else of the conversation was confirmed by this number: by digits, or by texting."""
    others = Participant.objects.filter(
        conversation=participant.conversation_id, confidence=Confidence.CONFIRMED
    ).exclude(pk=participant.pk)
    by_text = Dialogue.objects.filter(number_index=contact.value_index, participant__in=others)
    return others.filter(contact__value_index=contact.value_index).exists() or by_text.exists()
