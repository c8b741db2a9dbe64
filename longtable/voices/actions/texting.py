"""Somebody wrote to us by text message: their words are kept, their answers counted, and they get a reply."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.attempts import is_too_often
from longtable.core.audit import record
from longtable.messaging.actions import notify
from longtable.messaging.models import InboundMessage, Message
from longtable.methods import short_replies
from longtable.methods.danger import find_danger
from longtable.methods.short_replies import Meaning
from longtable.methods.typed_text import clean
from longtable.people.contacts import NotAContact, normalise_phone
from longtable.voices import replies
from longtable.voices.actions.dialogues import converse
from longtable.voices.models import Dialogue, Keyword
from longtable.voices.replies import join, phrase
from longtable.voices.selectors import texting
from longtable.voices.selectors.texting import Texted

LONGEST = 5000
"""Characters of one message; messaging keeps no more either."""

HINTS_A_DAY = 2
"""How often one number is told what to text. A machine that answers machines would never stop."""

LONG_ENOUGH = 3
"""Words after a keyword that are somebody's answer already: "VIAJES el bus no llega"."""


@action
def take_text(*, by: Actor, inbound: InboundMessage) -> Message | None:
    """Understand one text message and answer it, once, however often we are asked to.

    Everything that follows from it stands in one transaction with its reply, and the reply has the
    message's id in its key: so a worker that died has either done all of it or nothing. ``None`` for
    who wants nothing from us, for senders that are no telephones, and where silence is polite.
    """
    require(by, by.is_system)
    # Locked before we look whether it was answered: a slow worker may hold the same text.
    dialogue = texting.standing_dialogue(inbound.sender_index)
    if not _is_to_be_answered(inbound):
        return Unchanged(None)  # type: ignore[return-value]
    text = clean(inbound.body, LONGEST)
    texted = texting.keyword_texted(text)
    if texted and (dialogue is None or _has_run_out(dialogue) or _is_bare(texted)):
        reply, language = _begin(by, inbound, texted.keyword, texted.words, dialogue)
    elif dialogue is None or _has_run_out(dialogue):
        reply, language = _without_keyword(inbound, text, dialogue)
    else:
        reply, language = converse(dialogue, inbound, text), dialogue.language
    if not reply:
        return Unchanged(None)  # type: ignore[return-value]
    return notify(
        by=by,
        notice="voices.text",
        to=inbound.sender,
        context={"words": reply},
        key=_key(inbound.pk),
        language=language,
        subjects=[inbound],
    )


def _key(inbound_id: UUID) -> str:
    return f"text {inbound_id}"


def _is_to_be_answered(inbound: InboundMessage) -> bool:
    """Short codes are machines; and whoever said STOP hears nothing, whatever they write."""
    try:
        normalise_phone(inbound.sender)
    except NotAContact:
        return False
    return not (
        texting.has_stopped(inbound.sender_index) or Message.objects.filter(key=_key(inbound.pk)).exists()
    )


def _has_run_out(dialogue: Dialogue) -> bool:
    return timezone.now() - dialogue.last_at > texting.RUNS_OUT


def _is_bare(texted: Texted) -> bool:
    """Whether nothing but politeness stands after the keyword."""
    return not texted.words or short_replies.meaning_of(texted.words, [Meaning.THANKS]) is not None


def _begin(
    by: Actor, inbound: InboundMessage, keyword: Keyword, words: str, standing: Dialogue | None
) -> tuple[str, str]:
    """A keyword: the question is asked; a dialogue that the number had in it before goes on."""
    conversation, language, now = keyword.conversation, keyword.language, timezone.now()
    lines = replies.danger(language, is_told=False) if find_danger(words) else ""
    if not conversation.is_open(now):
        return join(lines, phrase(replies.CLOSED, language, url=replies.page_of(conversation))), language
    if standing and standing.conversation_id != conversation.pk:
        Dialogue.objects.filter(pk=standing.pk).update(ended_at=now)
    fresh = {
        "language": language,
        "step": Dialogue.Step.SAY,
        "asked": None,
        "asked_in_a_row": 0,
        "last_at": now,
        "ended_at": None,
    }
    dialogue, _ = Dialogue.objects.update_or_create(
        conversation=conversation, number_index=inbound.sender_index, defaults=fresh
    )
    record(by, "voices.dialogue.begun", dialogue, conversation)
    if short_replies.count_words(words) >= LONG_ENOUGH or lines:
        return converse(dialogue, inbound, words), language
    return replies.question(conversation, language), language


def _without_keyword(inbound: InboundMessage, text: str, ran_out: Dialogue | None) -> tuple[str, str]:
    """Nobody knows what it answers: whoever wrote it is told how to go on, now and then."""
    last = ran_out or texting.latest_dialogue(inbound.sender_index)
    language = last.language if last else settings.LANGUAGE_CODE
    if find_danger(text):
        return replies.danger(language, is_told=False), language
    if short_replies.meaning_of(text, [Meaning.THANKS]) or is_too_often(
        "text hint", inbound.sender_index, limit=HINTS_A_DAY
    ):
        return "", language
    if ran_out and ran_out.conversation.is_open():
        keyword = texting.standing_keywords(ran_out.conversation).filter(language=language).first()
        if keyword:
            return join(phrase(replies.RAN_OUT, language, word=keyword.word)), language
    keywords = texting.open_keywords(timezone.now())
    if last:
        return replies.without_keyword(keywords, language), language
    both = [replies.without_keyword(keywords, code) for code, _name in settings.LANGUAGES]
    return "\n".join(both), language
