"""One turn of a conversation by text message: what somebody wrote, given what they were asked.

Not actions: :func:`~longtable.voices.actions.texting.take_text` has asked whether it may, and calls
:func:`converse` in its transaction. What is written goes through the actions of those who take part.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from longtable.core.access import Actor, Kind
from longtable.core.audit import record
from longtable.core.receipts import give_receipt
from longtable.core.secrets import derive
from longtable.messaging.models import InboundMessage
from longtable.methods.danger import find_danger, is_in_danger
from longtable.methods.short_replies import Meaning, choice_and_words, count_words, meaning_of, says_nothing
from longtable.people.actions import leave_contact
from longtable.people.models import Channel as ConsentChannel
from longtable.voices import replies
from longtable.voices.actions.help import ask_for_help
from longtable.voices.actions.speaking import answer, begin, say, tell_about_you
from longtable.voices.models import Channel, Comment, Confidence, Dialogue, HelpRequest, Participant, Vote
from longtable.voices.notices import ANSWERS
from longtable.voices.replies import join, phrase
from longtable.voices.selectors import texting

IN_A_ROW = 3
"""Others' words that are put to somebody before they have to ask for more."""

A_FEW = 3
"""From so many words on, what somebody writes is something that they say and no slip of the thumb."""

VOTES = {
    Meaning.AGREE: Vote.Value.AGREE,
    Meaning.DISAGREE: Vote.Value.DISAGREE,
    Meaning.UNSURE: Vote.Value.PASS,
}

Step = Dialogue.Step


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


def converse(dialogue: Dialogue, inbound: InboundMessage, text: str) -> str:
    """Do what the text asks for, move the dialogue on, and answer with our words; empty: say nothing."""
    turn = Turn(dialogue, inbound, text, timezone.now())
    conversation = dialogue.conversation
    if not conversation.is_open(turn.now):
        Dialogue.objects.filter(pk=dialogue.pk).update(ended_at=turn.now)
        closed = phrase(replies.CLOSED, turn.language, url=replies.page_of(conversation))
        return join(replies.danger(turn.language, is_told=False) if find_danger(text) else "", closed)
    reply = _take(turn)
    dialogue.last_at = turn.now
    dialogue.save(
        update_fields=["participant", "language", "step", "asked", "asked_in_a_row", "last_at", "ended_at"]
    )
    return reply


def form_key_of(dialogue: Dialogue) -> UUID:
    """In place of a form's key. It follows from our secret, so the tables do not tell the tracking link."""
    return UUID(bytes=derive(str(dialogue.pk), purpose="dialogue")[:16])


def _take(turn: Turn) -> str:
    if find_danger(turn.text):
        return _hold(turn)
    match turn.means(Meaning.CALL, Meaning.NEWS, Meaning.ENOUGH):
        case Meaning.CALL:
            return _call(turn)
        case Meaning.NEWS:
            return _tell(turn)
        case Meaning.ENOUGH:
            _rest(turn)
            return join(phrase(replies.ENOUGH, turn.language))
    if not turn.text:
        return join(phrase(replies.ONLY_WORDS, turn.language))
    match turn.dialogue.step:
        case Step.SAY:
            return _said(turn)
        case Step.COUNTY:
            return _lives(turn)
        case Step.ANSWER | Step.ANSWER_AGAIN:
            return _answered(turn)
    return _rested(turn)


def _said(turn: Turn) -> str:
    """They were asked for their own words: whatever is not a greeting is an answer, one word too."""
    if turn.means(Meaning.MORE, Meaning.SKIP):
        return _put_next(turn)
    if turn.means(Meaning.THANKS) or says_nothing(turn.text):
        return replies.question(turn.dialogue.conversation, turn.language)
    thanks = _keep(turn, turn.text)
    if turn.dialogue.participant and turn.dialogue.participant.area_id is None:
        turn.dialogue.step = Step.COUNTY
        return join(thanks, phrase(replies.COUNTY, turn.language))
    return join(thanks, _put_next(turn))


def _lives(turn: Turn) -> str:
    """They were asked for their county, once: any answer leads on."""
    if turn.means(Meaning.SKIP, Meaning.MORE, Meaning.UNSURE, Meaning.DISAGREE):
        return _put_next(turn)
    county = texting.county_meant(turn.text)
    participant = turn.dialogue.participant
    if county and participant:
        tell_about_you(
            by=_speaker(participant), participant=participant, answers=participant.about, area=county
        )
        return join(phrase(replies.COUNTY_NOTED, turn.language, county=county), _put_next(turn))
    if count_words(turn.text) > A_FEW:
        return join(_keep(turn, turn.text), _put_next(turn))
    return join(phrase(replies.COUNTY_UNKNOWN, turn.language), _put_next(turn))


def _answered(turn: Turn) -> str:
    """They were asked whether they agree. Only what is clear counts; longer words are a comment."""
    if turn.means(Meaning.MORE, Meaning.SKIP):
        return _put_next(turn)
    both = choice_and_words(turn.text)
    meaning = both.meaning if both else turn.means(*VOTES)
    if meaning:
        noted = _vote(turn, VOTES[meaning])
        kept = _keep(turn, both.words) if both else ""
        return join(noted, kept, _put_next(turn))
    is_slip = says_nothing(turn.text) or count_words(turn.text) < A_FEW
    if is_slip and (turn.dialogue.step == Step.ANSWER or says_nothing(turn.text)):
        turn.dialogue.step = Step.ANSWER_AGAIN
        return join(phrase(replies.PUT_AGAIN, turn.language))
    turn.dialogue.step = Step.ANSWER
    return join(_keep(turn, turn.text), phrase(replies.STILL_ASKED, turn.language))


def _rested(turn: Turn) -> str:
    """They were not asked anything."""
    if turn.means(Meaning.MORE):
        turn.dialogue.asked_in_a_row = 0
        return _put_next(turn)
    if turn.means(Meaning.THANKS):
        return ""
    if says_nothing(turn.text) or count_words(turn.text) < A_FEW:
        return join(phrase(replies.NOT_UNDERSTOOD, turn.language))
    return _keep(turn, turn.text)


def _hold(turn: Turn) -> str:
    """Words of danger: kept whatever was asked, answered with the help lines, and nothing more is asked."""
    thanks = _keep(turn, turn.text)
    _rest(turn)
    lines = replies.danger(turn.language, is_told=is_in_danger(turn.text))
    return join(lines, thanks, phrase(replies.GO_ON, turn.language))


def _keep(turn: Turn, text: str) -> str:
    """Their words become a comment. The first time the thanks hold the tracking link."""
    participant = _participant(turn)
    say(
        by=_speaker(participant),
        participant=participant,
        text=text,
        language=turn.language,
        form_key=turn.inbound.pk,
        channel=Channel.SMS,
    )
    if participant.comments.count() > 1:
        return join(phrase(replies.THANKS_AGAIN, turn.language))
    return join(phrase(replies.THANKS, turn.language, url=_tracking_url(turn.dialogue, participant)))


def _vote(turn: Turn, value: Vote.Value) -> str:
    """Their answer counts and is said back to them, so that what was misread can be put right."""
    asked = turn.dialogue.asked
    if asked is None or asked.state != Comment.State.SHOWN:
        return ""  # taken back by staff meanwhile
    participant = _participant(turn)
    answer(by=_speaker(participant), participant=participant, comment=asked, value=value)
    return phrase(replies.NOTED[value], turn.language)


def _put_next(turn: Turn) -> str:
    """Another person's words, or a rest when enough were put to them."""
    dialogue = turn.dialogue
    if dialogue.asked_in_a_row >= IN_A_ROW:
        _rest(turn)
        return join(phrase(replies.REST, turn.language))
    found = texting.words_to_put(
        dialogue, lambda words, spoken: replies.is_short_enough(words, spoken, dialogue.language)
    )
    if found is None:
        _rest(turn)
        return join(phrase(replies.NOTHING_LEFT, turn.language))
    dialogue.asked, words, spoken = found
    dialogue.step = Step.ANSWER
    dialogue.asked_in_a_row += 1
    return replies.statement(words, spoken, turn.language)


def _rest(turn: Turn) -> None:
    turn.dialogue.step, turn.dialogue.asked, turn.dialogue.asked_in_a_row = Step.REST, None, 0


def _call(turn: Turn) -> str:
    """Their own case: the office owes them a call at this number. Asked twice, it is one call."""
    conversation = turn.dialogue.conversation
    if conversation.help_office is None:
        return join(phrase(replies.NO_CALLS, turn.language, url=settings.PUBLIC_URL))
    settled = HelpRequest.objects.filter(
        conversation=conversation, contact__value_index=turn.inbound.sender_index
    ).exclude(state=HelpRequest.State.OPEN)
    key = derive(f"{turn.dialogue.pk} {settled.count()}", purpose="call by text")
    asked = ask_for_help(
        by=_telephone(turn.dialogue),
        conversation=conversation,
        form_key=UUID(bytes=key[:16]),
        name="",
        contact=turn.inbound.sender,
        about="",
        best_time="",
        language=turn.language,
    )
    return replies.called_by(asked.request, asked.opened.url, turn.language)


def _tell(turn: Turn) -> str:
    """They want to be told by text message what becomes of their words."""
    participant = turn.dialogue.participant
    if participant is None:
        return replies.question(turn.dialogue.conversation, turn.language)
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
    return join(phrase(replies.NEWS_NOTED, turn.language))


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
    mine = give_receipt(form_key_of(dialogue))
    if mine.receipt.pk == participant.receipt_id:
        return mine.url
    return settings.PUBLIC_URL + reverse("voices:enter")


def _telephone(dialogue: Dialogue) -> Actor:
    return Actor(Kind.SMS, id=str(dialogue.pk))


def _speaker(participant: Participant) -> Actor:
    return Actor(Kind.SMS, id=str(participant.receipt_id))
