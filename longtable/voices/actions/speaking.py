"""What somebody without an account can do: say it, answer others, leave a way to be told."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor, Missing, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import is_too_often
from longtable.core.audit import record
from longtable.core.receipts import OpenReceipt, give_receipt
from longtable.messaging.actions import notify
from longtable.people.actions import leave_contact as leave_contact_with_us
from longtable.people.demographics import clean_answers
from longtable.people.models import ContactPoint
from longtable.people.models.contact import Channel as Agreed
from longtable.places.models import Area
from longtable.voices.actions.words import keep_answer, keep_words
from longtable.voices.models import Comment, Conversation, NetworkTrace, Participant, Vote
from longtable.voices.models.participants import Channel
from longtable.voices.networks import network_of
from longtable.voices.policies import may_speak_as, may_take_part

WELCOMES_A_DAY = 5
"""Messages that one number or address gets because it was left: a family may share it."""


@dataclass(frozen=True)
class Begun:
    """Somebody takes part, and holds the receipt that proves it."""

    participant: Participant
    opened: OpenReceipt


class ContactGiven(Exception):
    """The participant left a phone or e-mail before; staff can change it, a form cannot."""


@action
def begin(
    *,
    by: Actor,
    conversation: Conversation,
    form_key: UUID,
    language: str,
    channel: str = Channel.WEB,
    area: Area | None = None,
    address: str = "",
) -> Begun:
    """Somebody takes part for the first time. Sent twice with the same form, it is one person.

    Of the network ``address`` only a keyed trace of its neighborhood is kept, for 30 days.
    Raises :class:`Missing` for a form of another conversation.
    """
    require(by, may_take_part(conversation, timezone.now()), "This conversation is not open.")
    opened = give_receipt(form_key)
    participant, created = Participant.objects.get_or_create(
        receipt=opened.receipt,
        defaults={
            "conversation": conversation,
            "language": language,
            "channel": channel,
            "area": area,
        },
    )
    if participant.conversation_id != conversation.pk:
        raise Missing  # a form of another conversation, sent to this one
    begun = Begun(participant, opened)
    if not created:
        return Unchanged(begun)  # type: ignore[return-value]
    if network := network_of(conversation, address):
        NetworkTrace.objects.create(participant=participant, network=network)
    record(by, "voices.participant.began", participant, conversation)
    return begun


@action
def say(
    *,
    by: Actor,
    participant: Participant,
    text: str,
    language: str,
    form_key: UUID,
    channel: str = Channel.WEB,
) -> Comment:
    """Somebody's words are kept. ``text`` is cleaned already.

    Whether others see them depends on the conversation. Words that say somebody is in danger are
    held in any case and a person on duty is told; words that only mention danger show the help
    lines to their author and nothing more. What could tell who somebody is is covered from the
    first moment on, also where comments are shown before anybody has read them. The same words from
    the same form are one comment; other words from it, after going back, are another.
    """
    require(by, may_speak_as(by, participant) and may_take_part(participant.conversation, timezone.now()))
    # Not the key itself: with it, whoever reads the table could have the tracking link.
    sent = uuid5(form_key, f"{participant.pk} {text}")
    comment, is_new = keep_words(
        by, participant, text=text, language=language, channel=channel, sent=sent, said_at=timezone.now()
    )
    return comment if is_new else Unchanged(comment)  # type: ignore[return-value]


@action
def answer(*, by: Actor, participant: Participant, comment: Comment, value: int) -> Vote:
    """Whether somebody agrees with what another said. Changing one's mind replaces the answer."""
    require(
        by,
        may_speak_as(by, participant)
        and comment.conversation_id == participant.conversation_id
        and comment.participant_id != participant.pk
        and comment.state == Comment.State.SHOWN
        and may_take_part(participant.conversation, timezone.now()),
    )
    vote, is_new = keep_answer(by, participant, comment, value)
    return vote if is_new else Unchanged(vote)  # type: ignore[return-value]


@action
def tell_about_you(
    *,
    by: Actor,
    participant: Participant,
    answers: dict[str, list[str]],
    area: Area | None,
) -> Participant:
    """Somebody tells something about themselves, if they like. Only what was asked is kept."""
    require(by, may_speak_as(by, participant))
    participant.about = clean_answers(participant.conversation.about_you, answers)
    participant.area = area
    participant.save(update_fields=["about", "area"])
    record(by, "voices.participant.told_about_themselves", participant, fields=["about", "area"])
    return participant


@action
def leave_contact(
    *,
    by: Actor,
    participant: Participant,
    value: str,
    language: str,
    tracking_url: str = "",
    agreed: str = Agreed.WEB,
) -> ContactPoint:
    """Somebody wants to be told what happens, and is sent their tracking link at once.

    ``agreed``: how they said so. Raises :class:`ContactGiven` the second time, and ``NotAContact``.
    """
    require(by, may_speak_as(by, participant))
    if participant.contact_id:
        raise ContactGiven
    contact = leave_contact_with_us(
        by=by,
        value=value,
        language=language,
        area=participant.area,
        held_by=participant.conversation.organization,
        topics=("answers",),
        channel=agreed,
    )
    participant.contact = contact
    participant.save(update_fields=["contact"])
    record(by, "voices.participant.left_contact", participant, fields=["contact"])
    if not is_too_often("contact left", contact.value_index, limit=WELCOMES_A_DAY):
        notify(
            by=Actor.system("voices"),
            notice="voices.contact_left",
            to=contact,
            context={"url": tracking_url or f"{settings.PUBLIC_URL}/track/"},
            key=f"contact left {participant.pk}",
        )
    return contact
