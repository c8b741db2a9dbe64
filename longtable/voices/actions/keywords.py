"""Which word somebody texts to answer a conversation's question."""

import re
from collections.abc import Mapping

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.messaging.first_words import is_taken
from longtable.messaging.keywords import read_wish
from longtable.methods.short_replies import Meaning, meaning_of
from longtable.voices.models import Conversation, Keyword
from longtable.voices.models.keywords import fold_keyword
from longtable.voices.policies import may_run

SHORTEST, LONGEST = 3, 20


class NotAKeyword(ValueError):
    """A word that cannot be one. ``str()`` says why, for the person; ``language`` is that of the word."""

    def __init__(self, why: object, language: str = "") -> None:
        super().__init__(str(why))
        self.language = language


class KeywordTaken(NotAKeyword):
    """A conversation that is not over has it."""


@action
def set_keywords(*, by: Actor, conversation: Conversation, words: Mapping[str, str]) -> list[Keyword]:
    """From now on texting one of these opens the conversation, in the language that the word stands for.

    ``words`` maps a language to its word, or to nothing. A word of a conversation that is over comes
    free. Raises :class:`NotAKeyword` and :class:`KeywordTaken`.
    """
    require(by, may_run(by, conversation.organization_id, conversation.area_ids()))
    # Whoever wants the same word at this moment waits, and then finds it taken.
    list(Conversation.objects.select_for_update().exclude(state=Conversation.State.CLOSED).order_by("pk"))
    wanted = {language: word.strip().upper() for language, word in words.items() if word.strip()}
    check(conversation, wanted)
    standing = {each.language: each for each in conversation.keywords.filter(ended_at=None)}
    if wanted == {language: keyword.word for language, keyword in standing.items()}:
        return Unchanged(list(standing.values()))  # type: ignore[return-value]
    now, folded = timezone.now(), [fold_keyword(word) for word in wanted.values()]
    Keyword.objects.filter(Q(conversation=conversation) | Q(folded__in=folded), ended_at=None).update(
        ended_at=now
    )
    made = [
        Keyword.objects.create(
            conversation=conversation, word=word, folded=fold_keyword(word), language=language
        )
        for language, word in wanted.items()
    ]
    record(by, "voices.conversation.keywords_set", conversation, *made, fields=["word"])
    return made


def check(conversation: Conversation, wanted: Mapping[str, str]) -> None:
    """Raise :class:`NotAKeyword` for the first word, of those by language, that cannot be one."""
    for language, word in wanted.items():
        check_word(word, language)
        if is_taken(word):
            raise KeywordTaken(
                _("Something else that we ask by text message already uses this word."), language
            )
    folded = [fold_keyword(word) for word in wanted.values()]
    if len(set(folded)) < len(folded):
        raise NotAKeyword(_("Use another word in each language: the word tells us in which one to answer."))
    others = Keyword.objects.filter(folded__in=folded, ended_at=None).exclude(conversation=conversation)
    for keyword in others.select_related("conversation"):
        if not _is_over(keyword.conversation):
            language = next(code for code, word in wanted.items() if fold_keyword(word) == keyword.folded)
            raise KeywordTaken(_("Another conversation uses this word until it closes."), language)


def check_word(word: str, language: str) -> None:
    """Raise :class:`NotAKeyword` for what is no single word, or means something else in a text message."""
    folded = fold_keyword(word)
    if (
        not re.fullmatch(r"[^\W\d_]\w*", word)
        or not SHORTEST <= len(folded) <= LONGEST
        or len(word) > LONGEST
    ):
        raise NotAKeyword(_("Use one word of 3 to 20 letters, without spaces."), language)
    if read_wish(word) or meaning_of(word, list(Meaning)):
        raise NotAKeyword(
            _("This word means something else in a text message. Please choose another."), language
        )


def _is_over(conversation: Conversation) -> bool:
    """Whether nobody can take part any more, closed by somebody or by its date."""
    has_ended = conversation.closes_at is not None and conversation.closes_at <= timezone.now()
    return conversation.state == Conversation.State.CLOSED or has_ended
