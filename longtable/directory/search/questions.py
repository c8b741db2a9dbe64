"""What a question means: the needs that it names, the words that remain, and what one looks up for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from longtable.directory.search import marks, needs
from longtable.directory.search.word_index import Alternative, Asked, Word
from longtable.directory.search.words import STOP_WORDS, WEAK_WORDS, root, spoken

MOST_WORDS: Final = 30
MOST_GROUPS: Final = 6
"""What comes after that seldom narrows anything, and costs."""

SHORTEST_BEGINNING: Final = 4
"""Letters from which a word finds those that begin with it: "medic" does, "bus" does not."""


@dataclass(frozen=True)
class Group:
    """Words that belong together: a need that they name, or one word. ``said`` is as it was typed."""

    said: str
    roots: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """The groups of a question in their order; all its folded words; and the text as it was read."""

    groups: tuple[Group, ...]
    words: tuple[str, ...]
    text: str

    @property
    def codes(self) -> list[str]:
        """Codes of every need that is named."""
        return list(dict.fromkeys(code for group in self.groups for code in group.codes))


def understand(text: str, instead: Mapping[str, str] | None = None) -> Understood:
    """Make sense of ``text``. ``instead`` gives the words to read in place of misspelt ones."""
    instead = instead or {}
    pairs = [(instead.get(word, typed), instead.get(word, word)) for typed, word in spoken(text)[:MOST_WORDS]]
    typed, words = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    groups: dict[int, Group] = {}
    taken: set[int] = set()
    for mention in needs.asked_for(words):
        span = range(mention.start, mention.end)
        taken |= set(span)
        kept = tuple(root(words[at]) for at in span if words[at] not in STOP_WORDS)
        groups[mention.start] = Group(" ".join(typed[at] for at in span), kept, mention.codes)
    rest = {at: word for at, word in enumerate(words) if at not in taken and word not in STOP_WORDS}
    telling = {at: word for at, word in rest.items() if word not in WEAK_WORDS}
    for at, word in (telling if telling or groups else rest).items():
        groups[at] = Group(typed[at], (root(word),))
    ordered = [groups[at] for at in sorted(groups)]
    different = list({(group.roots, group.codes): group for group in ordered}.values())
    return Understood(tuple(different[:MOST_GROUPS]), tuple(words), " ".join(typed))


def all_of(groups: Sequence[Group]) -> Asked:
    """Listings in which each group is met somehow: by need, by hint or by words."""
    return [_anyhow(group) for group in groups]


def well(groups: Sequence[Group]) -> Asked:
    """Listings in which each group is met by what they are tied to or named."""
    return [_well(group) for group in groups]


def some_of(groups: Sequence[Group]) -> Asked:
    """Listings in which at least one group is met."""
    return [[way for group in groups for way in _anyhow(group)]]


def with_needs(codes: Sequence[str]) -> list[Alternative]:
    """Listings for at least one of these needs."""
    return [(Word(marks.mark(kind, code)),) for code in codes for kind in (marks.NEED, marks.HINT)]


def _anyhow(group: Group) -> list[Alternative]:
    words = tuple(_word(each, group) for each in group.roots)
    return [*with_needs(group.codes), *([words] if words else [])]


def _well(group: Group) -> list[Alternative]:
    tied: list[Alternative] = [(Word(marks.mark(marks.NEED, code)),) for code in group.codes]
    named = tuple(_word(each, group, marks.mark(marks.TITLE, "")) for each in group.roots)
    return [*tied, *([named] if named else [])]


def _word(each: str, group: Group, kind: str = "") -> Word:
    """A word finds those that begin with it; but not where a need is named, which has more to be found by."""
    return Word(kind + each, not group.codes and len(each) >= SHORTEST_BEGINNING)
