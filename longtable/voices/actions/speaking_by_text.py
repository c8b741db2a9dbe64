"""What somebody does who takes part by text message: they speak, answer, ask for a call or for news.

Not actions: :func:`~longtable.voices.actions.texting.take_text` has asked whether it may, and the
steps of a dialogue call these in its transaction. Every write goes through the actions that everybody
who takes part goes through.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from longtable.core.access import Actor, Kind
from longtable.core.audit import record
from longtable.core.receipts import give_receipt
from longtable.core.secrets import derive
from longtable.messaging.models import InboundMessage
from longtable.methods.danger import find_danger
from longtable.methods.short_replies import Meaning, meaning_of
from longtable.people.actions import leave_contact
from longtable.people.models import Channel as ConsentChannel
from longtable.places.models import Area
from longtable.voices import replies
from longtable.voices.actions.help import Asked, ask_for_help
from longtable.voices.actions.speaking import answer, begin, say, tell_about_you
from longtable.voices.models import Channel, Comment, Confidence, Dialogue, HelpRequest, Participant, Vote
from longtable.voices.notices import ANSWERS
from longtable.voices.replies import phrase
from longtable.voices.selectors import texting


@dataclass(frozen=True)
class Turn:
    """What somebody wrote at this point of a dialogue."""

    dialogue: Dialogue
    inbound: InboundMessage
    text: str
    now: datetime

    @property
    def language(self) -> str:
        """In which we answer."""
        return self.dialogue.language

    def means(self, *among: Meaning) -> Meaning | None:
        """Which of these the text stands for, if any."""
        return meaning_of(self.text, among)


def speak(turn: Turn, text: str) -> str:
    """Their words become a comment. The tracking link the first time, then nothing.

    Telephones send twice what they think was lost: the same words of one person are one comment. Words of
    danger are new each time, because somebody must look again.
    """
    participant = _participant(turn)
    if not find_danger(text) and participant.comments.filter(text=text).exists():
        return ""
    say(
        by=_speaker(participant),
        participant=participant,
        text=text,
        language=turn.language,
        form_key=turn.inbound.pk,
        channel=Channel.SMS,
    )
    return "" if participant.comments.count() > 1 else _tracking_url(turn.dialogue, participant)


def vote(turn: Turn, value: Vote.Value) -> bool:
    """Their answer to what they were asked. ``False``: staff have taken these words back meanwhile."""
    asked = turn.dialogue.asked
    if asked is None or asked.state != Comment.State.SHOWN:
        return False
    participant = _participant(turn)
    answer(by=_speaker(participant), participant=participant, comment=asked, value=value)
    return True


def live_in(turn: Turn, county: Area) -> None:
    """Where they live, as they said it; what else they told about themselves stays."""
    participant = _participant(turn)
    tell_about_you(by=_speaker(participant), participant=participant, answers=participant.about, area=county)


def ask_for_call(turn: Turn) -> Asked | None:
    """Their own case: the office, if there is one, owes them a call here. Asked twice, it is one call."""
    conversation = turn.dialogue.conversation
    if conversation.help_office is None:
        return None
    settled = HelpRequest.objects.filter(
        conversation=conversation, contact__value_index=turn.inbound.sender_index
    ).exclude(state=HelpRequest.State.OPEN)
    key = derive(f"{turn.dialogue.pk} {settled.count()}", purpose="call by text")
    return ask_for_help(
        by=_telephone(turn.dialogue),
        conversation=conversation,
        form_key=UUID(bytes=key[:16]),
        name="",
        contact=turn.inbound.sender,
        about="",
        best_time="",
        language=turn.language,
    )


def want_news(turn: Turn, participant: Participant) -> None:
    """They want to be told by text message what becomes of their words."""
    if participant.contact_id is None:
        participant.contact = leave_contact(
            by=_speaker(participant),
            phone=turn.inbound.sender,
            language=turn.language,
            area=participant.area,
            held_by=turn.dialogue.conversation.organization,
            topics=(ANSWERS,),
            words=phrase(replies.NEWS_NOTED, turn.language),
            channel=ConsentChannel.SMS,
        )
        participant.save(update_fields=["contact"])
        record(_speaker(participant), "voices.participant.left_contact", participant, fields=["contact"])


def _participant(turn: Turn) -> Participant:
    """Who speaks. The telephone is theirs beyond doubt, so one telephone is one confirmed person."""
    dialogue = turn.dialogue
    if dialogue.participant is None:
        dialogue.participant = texting.confirmed_with(dialogue.conversation, dialogue.number_index)
    if dialogue.participant is None:
        dialogue.participant = begin(
            by=_telephone(dialogue),
            conversation=dialogue.conversation,
            form_key=form_key_of(dialogue),
            language=turn.language,
            channel=Channel.SMS,
        ).participant
        dialogue.participant.confidence = Confidence.CONFIRMED
        dialogue.participant.save(update_fields=["confidence"])
    return dialogue.participant


def _tracking_url(dialogue: Dialogue, participant: Participant) -> str:
    """Their link; for who began on the site, where they can type the code that they have."""
    if participant.channel == Channel.SMS:
        return give_receipt(form_key_of(dialogue)).url
    return settings.PUBLIC_URL + reverse("voices:enter")


def _telephone(dialogue: Dialogue) -> Actor:
    return Actor(Kind.SMS, id=str(dialogue.pk))


def _speaker(participant: Participant) -> Actor:
    return Actor(Kind.SMS, id=str(participant.receipt_id))


def form_key_of(dialogue: Dialogue) -> UUID:
    """In place of a form's key. It follows from our secret, so the tables do not tell the tracking link."""
    return UUID(bytes=derive(str(dialogue.pk), purpose="dialogue")[:16])
