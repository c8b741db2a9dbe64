"""How far two coders agree who each gave the same comments their themes, for whoever must trust the themes.

A coding maps a comment to the set of its themes; an empty set says "none of them", and a comment that is not
in the mapping has not been coded. Only comments that both coded count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Final

Coding = Mapping[Hashable, Collection[Hashable]]

_NORMAL_95: Final = 1.959964
_NO_ERROR: Final = 1e-6


class Reading(StrEnum):
    """What a figure means in plain words: kappa by Landis and Koch (1977), alpha by Krippendorff (2004)."""

    POOR = "poor"
    SLIGHT = "slight"
    FAIR = "fair"
    MODERATE = "moderate"
    SUBSTANTIAL = "substantial"
    ALMOST_PERFECT = "almost perfect"
    UNRELIABLE = "unreliable"
    TENTATIVE = "tentative"
    RELIABLE = "reliable"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa, from -1 to 1, with its 95 percent interval."""

    value: float
    low: float
    high: float

    @property
    def reading(self) -> Reading:
        """After Landis and Koch, The measurement of observer agreement, Biometrics 33 (1977)."""
        return _first_reached(
            self.value,
            (0.8, Reading.ALMOST_PERFECT),
            (0.6, Reading.SUBSTANTIAL),
            (0.4, Reading.MODERATE),
            (0.2, Reading.FAIR),
            (0.0, Reading.SLIGHT),
            otherwise=Reading.POOR,
        )


@dataclass(frozen=True, slots=True)
class OnTheme:
    """How two coders used one theme: on how many comments both, one or neither of them gave it."""

    theme: Hashable
    both: int
    first_only: int
    second_only: int
    neither: int
    kappa: Kappa | None
    alpha: float | None

    @property
    def percent(self) -> float:
        """On how many of a hundred comments they did the same with this theme."""
        same = self.both + self.neither
        return 100 * same / (same + self.first_only + self.second_only)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders over all themes; None where a figure is not defined.

    `percent` says on how many of a hundred comments they gave exactly the same themes, `alpha` compares whole
    sets and gives credit for sets that overlap (MASI), and `themes` stand in the order of their names.
    """

    comments: int
    percent: float | None
    alpha: float | None
    themes: tuple[OnTheme, ...]

    @property
    def reading(self) -> Reading | None:
        """What `alpha` allows one to conclude, by Krippendorff's customary limits."""
        return None if self.alpha is None else read_alpha(self.alpha)


def between(first: Coding, second: Coding) -> Agreement:
    """Compare two coders on the comments that both coded. Without such comments, every figure is None."""
    comments = [comment for comment in first if comment in second]
    pairs = [(frozenset(first[comment]), frozenset(second[comment])) for comment in comments]
    themes = sorted({theme for pair in pairs for given in pair for theme in given}, key=str)
    same = sum(one == other for one, other in pairs)
    return Agreement(
        comments=len(pairs),
        percent=100 * same / len(pairs) if pairs else None,
        alpha=krippendorffs_alpha(pairs, masi_distance),
        themes=tuple(_on_theme(theme, pairs) for theme in themes),
    )


def _on_theme(theme: Hashable, pairs: Sequence[tuple[frozenset, frozenset]]) -> OnTheme:
    given = [(theme in one, theme in other) for one, other in pairs]
    count = Counter(given)
    table = (count[True, True], count[True, False], count[False, True], count[False, False])
    return OnTheme(theme, *table, kappa=cohens_kappa(*table), alpha=krippendorffs_alpha(given))


def cohens_kappa(both: int, first_only: int, second_only: int, neither: int) -> Kappa | None:
    """Kappa of a yes-or-no decision. None when both coders always said yes, always no, or saw nothing.

    Value: J. Cohen, A coefficient of agreement for nominal scales (1960). Interval: the large-sample standard
    error of J. Fleiss, J. Cohen and B. Everitt, Psychological Bulletin 72 (1969). That error is zero where
    coders never disagreed, or never agreed, which would promise too much after twenty comments; half a
    comment is then added to each cell (Haldane and Anscombe) to find how far kappa may be off.
    """
    cells = (both, first_only, second_only, neither)
    total = sum(cells)
    if not total or both == total or neither == total:
        return None
    value, error = _kappa_and_error(*cells)
    middle = value
    if error < _NO_ERROR:
        middle, error = _kappa_and_error(*(cell + 0.5 for cell in cells))
    low, high = middle - _NORMAL_95 * error, middle + _NORMAL_95 * error
    return Kappa(value, max(-1.0, min(value, low)), min(1.0, max(value, high)))


def _kappa_and_error(*cells: float) -> tuple[float, float]:
    total = sum(cells)
    both, first_only, second_only, neither = (cell / total for cell in cells)
    first, second = both + first_only, both + second_only
    expected = first * second + (1 - first) * (1 - second)
    value = (both + neither - expected) / (1 - expected)
    apart = 1 - value
    agreeing = both * (1 - (first + second) * apart) ** 2 + neither * (1 - (2 - first - second) * apart) ** 2
    differing = apart**2 * (first_only * (second + 1 - first) ** 2 + second_only * (1 - second + first) ** 2)
    variance = (agreeing + differing - (value - expected * apart) ** 2) / (total * (1 - expected) ** 2)
    return value, sqrt(max(variance, 0.0))


def nominal_distance(one: Hashable, other: Hashable) -> float:
    """0 for the same value, 1 for another."""
    return float(one != other)


def masi_distance(one: frozenset, other: frozenset) -> float:
    """How far two sets of themes are apart, from 0 (the same) to 1 (nothing in common).

    1 - J M, with J the Jaccard index and M = 1 for equal sets, 2/3 where one holds the other, 1/3 where they
    overlap. Source: R. Passonneau, Measuring agreement on set-valued items (MASI), LREC 2006. Two empty sets
    are equal: both coders said "none of the themes".
    """
    if one == other:
        return 0.0
    common = one & other
    monotonic = 2 / 3 if common in (one, other) else 1 / 3
    return 1 - monotonic * len(common) / len(one | other)


def krippendorffs_alpha(
    units: Iterable[Sequence[Hashable]],
    distance: Callable[..., float] = nominal_distance,
) -> float | None:
    """Alpha of any number of coders: `units` holds, for each unit, the values that were given to it.

    1 - (observed disagreement / disagreement expected by chance). Units with fewer than two values do not
    count. None when nothing counts, or when all values are the same: nothing varied that one could agree on.
    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
    """
    counted = [unit for unit in units if len(unit) > 1]
    values = Counter(value for unit in counted for value in unit)
    total = values.total()
    apart = {(one, other): distance(one, other) for one in values for other in values}
    expected = sum(values[one] * values[other] * apart[one, other] for one, other in apart)
    if not expected:
        return None
    observed = sum(
        sum(apart[one, other] for one in unit for other in unit) / (len(unit) - 1) for unit in counted
    )
    return 1 - (total - 1) * observed / expected


def read_alpha(alpha: float) -> Reading:
    """From .8 on one may rely on the themes, from .667 on draw tentative conclusions, below neither.

    Source: K. Krippendorff, Content Analysis (2nd edition, 2004), chapter 11.
    """
    return _first_reached(
        alpha, (0.8, Reading.RELIABLE), (0.667, Reading.TENTATIVE), otherwise=Reading.UNRELIABLE
    )


def _first_reached(value: float, *limits: tuple[float, Reading], otherwise: Reading) -> Reading:
    return next((reading for limit, reading in limits if value >= limit), otherwise)
