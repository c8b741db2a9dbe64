"""Which word somebody texts to ask something at a gathering."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.gatherings.models import Gathering, Keyword
from longtable.gatherings.policies import may_run
from longtable.voices.actions.keywords import KeywordTaken, NotAKeyword, check_word
from longtable.voices.models import Keyword as OfConversation
from longtable.voices.models.keywords import fold_keyword


@action
def set_keywords(*, by: Actor, gathering: Gathering, words: Mapping[str, str]) -> list[Keyword]:
    """From now on texting one of these and a question asks it here, in the language the word stands for.

    ``words`` maps a language to its word, or to nothing. Raises ``NotAKeyword`` and ``KeywordTaken``.
    """
    require(by, may_run(by, gathering))
    wanted = {language: word.strip().upper() for language, word in words.items() if word.strip()}
    check(gathering, wanted)
    standing = {each.language: each for each in gathering.keywords.filter(ended_at=None)}
    if wanted == {language: keyword.word for language, keyword in standing.items()}:
        return Unchanged(list(standing.values()))  # type: ignore[return-value]
    gathering.keywords.filter(ended_at=None).update(ended_at=timezone.now())
    made = [
        Keyword.objects.create(gathering=gathering, word=word, folded=fold_keyword(word), language=language)
        for language, word in wanted.items()
    ]
    record(by, "gatherings.gathering.keywords_set", gathering, *made, fields=["word"])
    return made


def check(gathering: Gathering, wanted: Mapping[str, str]) -> None:
    """Raise ``NotAKeyword`` for the first word, of those by language, that cannot be one."""
    for language, word in wanted.items():
        check_word(word, language)
    folded = {fold_keyword(word): language for language, word in wanted.items()}
    if len(folded) < len(wanted):
        raise NotAKeyword(_("Use another word in each language: the word tells us in which one to answer."))
    others = Keyword.objects.filter(folded__in=folded, ended_at=None).exclude(gathering=gathering)
    asked = OfConversation.objects.filter(folded__in=folded, ended_at=None)
    for word in (*others.values_list("folded", flat=True), *asked.values_list("folded", flat=True)):
        raise KeywordTaken(
            _("Something else that we ask by text message already uses this word."), folded[word]
        )
