"""What a conversation by text message needs to know: which keyword, which dialogue, whose words next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from longtable.core.installation import is_demo
from longtable.messaging.transports import sms_options
from longtable.methods.next_statement import Tally, choose
from longtable.methods.place_names import place_meant
from longtable.people.models import OptOut
from longtable.places.models import Area
from longtable.places.selectors import counties
from longtable.voices.models import Comment, Confidence, Conversation, Dialogue, Keyword, Participant
from longtable.voices.models.keywords import fold_keyword
from longtable.voices.selectors.comments import left_to_answer

RUNS_OUT = timedelta(hours=24)
"""Without an answer for so long, a text belongs to no conversation until a keyword says which."""

CANDIDATES = 60
"""Others' words, those with the fewest answers, among which one is looked for that fits into a message."""

DEMO_NUMBER = "+19195550100"
"""What people of a demo text: a number of the range that is kept for stories."""


@dataclass(frozen=True)
class Texted:
    """A keyword that somebody texted, and what they wrote after it."""

    keyword: Keyword
    words: str


def texting_number() -> str:
    """The number that people text, in E.164; empty when the operator named none (``LONGTABLE_SMS``)."""
    if is_demo():
        return DEMO_NUMBER
    options = sms_options()
    number = str(options.get("number") or options.get("from") or "")
    return number if number.startswith("+") else ""


def has_stopped(number_index: str) -> bool:
    """Whether that number wants nothing from us."""
    return OptOut.objects.filter(value_index=number_index, lifted_at=None).exists()


def standing_keywords(conversation: Conversation) -> QuerySet[Keyword]:
    """The words of a conversation, one for each language that has one."""
    return conversation.keywords.filter(ended_at=None)


def keyword_texted(text: str) -> Texted | None:
    """The keyword with which a message begins, and the rest of it."""
    first, *rest = text.split(maxsplit=1) or [""]
    folded = fold_keyword(first)
    found = Keyword.objects.select_related("conversation__organization", "conversation__help_office")
    keyword = found.filter(folded=folded, ended_at=None).first() if 0 < len(folded) <= 20 else None
    return Texted(keyword, "".join(rest).strip()) if keyword else None


def open_keywords(now: datetime) -> list[Keyword]:
    """Keywords of conversations that one can take part in now."""
    found = Keyword.objects.filter(ended_at=None, conversation__in=Conversation.objects.open(now))
    return list(found.select_related("conversation").order_by("conversation", "language"))


def standing_dialogue(number_index: str) -> Dialogue | None:
    """The one that this number is in, locked; it may have run out."""
    # Of the dialogue alone: PostgreSQL does not lock rows that an outer join might not find.
    found = Dialogue.objects.select_for_update(of=("self",)).select_related(
        "conversation__organization", "conversation__help_office", "participant__conversation", "asked"
    )
    return found.filter(number_index=number_index, ended_at=None).first()


def latest_dialogue(number_index: str) -> Dialogue | None:
    """The one that this number was last in, if any."""
    return Dialogue.objects.filter(number_index=number_index).order_by("last_at").last()


def confirmed_with(conversation: Conversation, number_index: str) -> Participant | None:
    """Who showed in this conversation that the number is theirs."""
    return (
        Participant.objects.filter(
            conversation=conversation, contact__value_index=number_index, confidence=Confidence.CONFIRMED
        )
        .exclude(receipt=None)
        .first()
    )


def county_meant(text: str) -> Area | None:
    """The county that somebody's words name, if one and only one."""
    known = {area.code: area for area in counties()}
    code = place_meant(text, {code: area.name for code, area in known.items()})
    return known[code] if code else None


def words_to_put(dialogue: Dialogue, fits: Callable[[str, str], bool]) -> tuple[Comment, str, str] | None:
    """Another person's words to ask about next, as ``(comment, words, their language)``; ``None`` if no more.

    ``fits(words, language)`` says whether they can be sent whole: words are never cut short, because
    half a sentence may say the opposite. Translated words are taken where there are any.
    """
    left = left_to_answer(dialogue.conversation, dialogue.participant)
    if dialogue.asked_id:
        left = left.exclude(pk=dialogue.asked_id)  # they passed over it a moment ago
    found: dict[int, tuple[Comment, str, str]] = {}
    least_answered = left.order_by("answers", "number").prefetch_related("translations")
    for comment in least_answered[:CANDIDATES]:
        words, language = _in_language(comment, dialogue.language)
        if fits(words, language):
            found[comment.number] = (comment, words, language)
    tallies = [
        Tally(number, it.agrees, it.disagrees, it.passes, it.extremity)
        for number, (it, _, _) in found.items()
    ]
    given = dialogue.participant.votes.count() if dialogue.participant else 0
    chosen = choose(tallies, set(), seed=f"{dialogue.pk}:{given}")
    return found[chosen] if chosen is not None else None


def _in_language(comment: Comment, language: str) -> tuple[str, str]:
    if comment.language == language:
        return comment.shown_text, language
    translated = next((each for each in comment.translations.all() if each.language == language), None)
    return (translated.text, language) if translated else (comment.shown_text, comment.language)
