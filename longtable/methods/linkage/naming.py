"""How far two names of organisations agree, word by word; a rare word says more than a common one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import JaroWinkler

from longtable.methods.linkage.spelling import name_words

SAME, NEARLY, WITHIN, ALIKE, A_LITTLE, NOTHING = 5, 4, 3, 2, 1, 0
"""Levels: all words the same; all but little; one name within the other; half, or initials; a fifth; less."""

SAME_WORD: Final = 0.92
"""Jaro-Winkler from which two words are one word with a slip of the pen."""


@dataclass
class Rarity:
    """How much a word says: "Riverbend" more than "community". Counted over the names of a directory."""

    n_names: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, names: Iterable[Iterable[str]]) -> Rarity:
        """Counted over the names of each entry; a word counts once an entry."""
        rarity = cls()
        for mine in names:
            rarity.n_names += 1
            rarity.counts.update({word for name in mine for word in name_words(name)})
        return rarity

    def __call__(self, word: str) -> float:
        """From near 0 for a word of every name to about 10 for one of a hundred thousand."""
        return math.log(1 + (self.n_names + 10) / (1 + self.counts[word]))


def level(one: str, other: str, rarity: Rarity) -> int:
    """From :data:`NOTHING` to :data:`SAME`. ``BCHD`` may be Birch County's Health Department."""
    mine, theirs = name_words(one), name_words(other)
    if "".join(mine) == "".join(theirs):
        return SAME
    if _are_initials(mine, theirs) or _are_initials(theirs, mine):
        return ALIKE
    common, only_mine, only_theirs = _in_common(list(mine), list(theirs), rarity)
    share = common / (common + only_mine + only_theirs)
    if share >= 0.8:
        return NEARLY
    if share >= 0.35 and common >= 0.95 * (common + min(only_mine, only_theirs)):
        return WITHIN
    return ALIKE if share >= 0.5 else A_LITTLE if share >= 0.2 else NOTHING


def _in_common(mine: list[str], theirs: list[str], rarity: Rarity) -> tuple[float, float, float]:
    """Weight of the words of both, of mine alone, of theirs alone; each word meets at most one other."""
    common = 0.0
    for is_same in (str.__eq__, _is_slip):
        for word in tuple(mine):
            met = next((other for other in theirs if is_same(word, other)), None)
            if met is not None:
                mine.remove(word)
                theirs.remove(met)
                common += min(rarity(word), rarity(met))
    return common, sum(map(rarity, mine)), sum(map(rarity, theirs))


def _is_slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 3 and JaroWinkler.similarity(one, other) >= SAME_WORD


def _are_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """``FMBC Rowland Creek`` of First Missionary Baptist Church of Rowland Creek: three letters or more."""
    behind = short[1:]
    spelt_out = long[: len(long) - len(behind)] if behind and long[-len(behind) :] == behind else long
    return len(short[0]) > 2 and short[0] == "".join(word[0] for word in spelt_out)
