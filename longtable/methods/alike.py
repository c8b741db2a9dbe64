"""Which questions ask the same in other words, for a person to join them: suggestions, never decisions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

FEWEST_IN_COMMON: Final = 2
"""Words that two questions have in common before they are suggested; one, when neither has more than two."""

_SMALL_EN: Final = (
    "a an the and or but if of in on at to for from with by about as is are was were be been being am do "
    "does did done have has had having i you he she it we they me my your our their this that these those "
    "there here what when where who whom which why how can could will would should may might must shall "
    "not no yes any some all more most much many so too very just also get got go going come coming make "
    "made take need want know please people anybody somebody thing things one ones us them him her its "
    "than then"
)
_SMALL_ES: Final = (
    "el la lo los las un una unos unas y e o u pero si de del en a al para por con sin sobre como es son "
    "era eran ser sido esta estan estar fue hay habra haber he ha han hemos yo tu usted ustedes nosotros "
    "ellos ellas me mi mis su sus nos nuestro nuestra se le les este esto estos estas ese esa eso que "
    "cuando donde quien quienes cual cuales cuanto cuanta cuantos cuantas porque puedo puede pueden "
    "podemos poder va van vamos ir hacer hace tener tiene tienen tengo quiero quiere saber mas muy "
    "tambien ya no ni gente personas cosa cosas alguien algo todo toda todos todas"
)
_SMALL: Final = frozenset(f"{_SMALL_EN} {_SMALL_ES}".split())
_ENDINGS: Final = re.compile(r"(?:ations?|aciones|acion|mente|ments?|ings?|ed|ies|es|s|os|as|o|a|e)$")


@dataclass(frozen=True)
class Alike:
    """Two questions, by their places, and from 0 to 1 how much of what they say they have in common."""

    one: int
    other: int
    likeness: float


def alike(questions: Sequence[Sequence[str]], *, least: float = 0.45) -> list[Alike]:
    """Pairs that may ask the same, most alike first. Each question is given in each of its languages.

    Words that many of these questions use weigh less, as the subject of the evening does; what stands in only
    only one weighs most. Two questions are compared in each pair of their languages, and the best counts, so
    that a translation joins what was asked in two languages.
    """
    said = [[_stems(text) for text in texts] for texts in questions]
    used = Counter(stem for texts in said for stem in set().union(*texts))
    weight = {stem: 1.0 + log(max(1, len(questions)) / number) for stem, number in used.items()}
    found = []
    for one in range(len(said)):
        for other in range(one + 1, len(said)):
            likeness = max(
                (_share(ours, theirs, weight) for ours in said[one] for theirs in said[other]), default=0.0
            )
            if likeness >= least:
                found.append(Alike(one, other, round(likeness, 2)))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def _share(ours: frozenset[str], theirs: frozenset[str], weight: dict[str, float]) -> float:
    """The weight of what both say, of what the shorter of them says; less where the other says more."""
    both = ours & theirs
    fewest = min(FEWEST_IN_COMMON, len(ours), len(theirs))
    if not both or len(both) < fewest or (fewest == 1 and max(len(ours), len(theirs)) > FEWEST_IN_COMMON):
        return 0.0
    in_common = sum(weight[stem] for stem in both)
    shorter, longer = sorted(sum(weight[stem] for stem in each) for each in (ours, theirs))
    return in_common / (0.7 * shorter + 0.3 * longer)


def _stems(text: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = (word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL and len(word) > 1)
    return frozenset(_ENDINGS.sub("", word) if len(word) > 4 else word.rstrip("s") or word for word in words)
