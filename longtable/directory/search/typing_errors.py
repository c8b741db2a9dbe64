"""What a misspelt word may have meant: words that share three letters in a row, the likeliest first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from math import log10
from typing import Final

from django.db.models import Count
from rapidfuzz.distance import OSA

from longtable.directory.models.search import SearchWord, WordPart
from longtable.directory.search import needs
from longtable.directory.search.words import STOP_WORDS, WEAK_WORDS, root

SHORTEST: Final = 3
LONGEST: Final = 30
MOST_CANDIDATES: Final = 80
NEED_USES: Final = 1000
"""A word from the list of needs counts like one that stands in so many listings."""

BATCH: Final = 2000


def parts_of(word: str) -> list[str]:
    """Every three letters of the word with its two ends marked: "food" has ^fo, foo, ood and od$."""
    marked = f"^{word}$"
    return list(dict.fromkeys(marked[at : at + 3] for at in range(len(marked) - 2)))


def is_a_word(word: str) -> bool:
    """Whether it can be learned: of letters, and neither short nor long."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def learn(words: Mapping[str, int] | Iterable[str]) -> None:
    """Know these words from now on, each with how often it stands; those that are known stay as they are."""
    counted = Counter(words) if not isinstance(words, Mapping) else words
    fresh = {word: uses for word, uses in counted.items() if is_a_word(word)}
    known = set()
    for some in _in_batches(fresh):
        known |= set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
    for some in _in_batches(word for word in fresh if word not in known):
        rows = [SearchWord(word=word, uses=fresh[word]) for word in some]
        SearchWord.objects.bulk_create(rows, ignore_conflicts=True)
        made = SearchWord.objects.filter(word__in=some, parts=None)
        WordPart.objects.bulk_create(
            [WordPart(word=row, letters=part) for row in made for part in parts_of(row.word)],
            batch_size=BATCH,
        )


def learn_needs() -> None:
    """Know the words of the list of needs, and those with which people ask."""
    common = {word for word in STOP_WORDS | WEAK_WORDS if is_a_word(word)}
    learn(dict.fromkeys(common | needs.vocabulary(), NEED_USES))


def corrected(words: Iterable[str]) -> dict[str, str]:
    """Each of these folded words that nobody knows, with the word that it probably is, if there is one."""
    asked = [word for word in dict.fromkeys(words) if is_a_word(word)]
    forms = {word: {word, root(word), f"{root(word)}s", f"{root(word)}es"} for word in asked}
    there = SearchWord.objects.filter(word__in=set().union(*forms.values())) if forms else []
    known = {row.word for row in there}
    likely = {word: _likeliest(word) for word in asked if not forms[word] & known}
    return {word: meant for word, meant in likely.items() if meant}


def _likeliest(word: str) -> str:
    parts = parts_of(word)
    alike = (
        WordPart.objects.filter(letters__in=parts)
        .values("word__word", "word__uses")
        .annotate(shared=Count("id"))
        .filter(shared__gte=max(1, len(parts) // 4))
        .order_by("-shared", "-word__uses", "word__word")[:MOST_CANDIDATES]
    )
    most = 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3
    ranked = []
    for row in alike:
        meant, uses = row["word__word"], row["word__uses"]
        distance = OSA.distance(word, meant, score_cutoff=most)
        if distance <= most:
            bonus = min(log10(uses + 1), 4) / 8 + (0.3 if meant[0] == word[0] else 0)
            ranked.append((distance - bonus, meant))
    return min(ranked)[1] if ranked else ""


def _in_batches(words: Iterable[str]) -> Iterable[list[str]]:
    remaining = iter(words)
    while some := list(islice(remaining, BATCH)):
        yield some
