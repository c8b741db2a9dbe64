"""One turn of a conversation by text message: what somebody wrote, given what they were asked.

Not actions: :func:`~longtable.voices.actions.texting.take_text` has asked whether it may, and calls
:func:`converse` in its transaction. What is written goes through the actions of those who take part.
"""

from django.conf import settings
from django.utils import timezone

from longtable.messaging.models import InboundMessage
from longtable.methods.danger import find_danger, is_in_danger
from longtable.methods.short_replies import Meaning, choice_and_words, count_words, says_nothing
from longtable.voices import replies
from longtable.voices.actions.speaking_by_text import Turn, ask_for_call, live_in, speak, vote, want_news
from longtable.voices.models import Dialogue, Vote
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
    if county:
        live_in(turn, county)
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
        value = VOTES[meaning]
        noted = phrase(replies.NOTED[value], turn.language) if vote(turn, value) else ""
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
    url = speak(turn, turn.text)
    _rest(turn)
    lines = replies.danger(turn.language, is_told=is_in_danger(turn.text))
    link = phrase(replies.LINK, turn.language, url=url) if url else ""
    return join(lines, link, phrase(replies.GO_ON, turn.language))


def _keep(turn: Turn, text: str) -> str:
    """Their words become a comment, with thanks; the first time these hold the tracking link."""
    url = speak(turn, text)
    words = (
        phrase(replies.THANKS, turn.language, url=url) if url else phrase(replies.THANKS_AGAIN, turn.language)
    )
    return join(words)


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
    asked = ask_for_call(turn)
    if asked is None:
        return join(phrase(replies.NO_CALLS, turn.language, url=settings.PUBLIC_URL))
    return replies.called_by(asked.request, asked.opened.url, turn.language)


def _tell(turn: Turn) -> str:
    participant = turn.dialogue.participant
    if participant is None:
        return replies.question(turn.dialogue.conversation, turn.language)
    want_news(turn, participant)
    return join(phrase(replies.NEWS_NOTED, turn.language))
