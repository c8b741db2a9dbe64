"""Groups of people who were heard, held against how many of them live there."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from longtable.methods.representation.shares import wilson

FEWEST: Final = 5
"""Where fewer than so many were heard and fewer than so many were to be expected, nothing is said: intervals
of shares are not to be trusted below (W. G. Cochran, Some methods for strengthening the common chi-squared
tests, Biometrics 10, 1954)."""


class Verdict(StrEnum):
    """How many of a group were heard, held against how many one would expect."""

    FEWER = "fewer"
    AS_EXPECTED = "as_expected"
    MORE = "more"
    TOO_FEW = "too_few_to_say"
    NO_POPULATION = "no_population"


@dataclass(frozen=True)
class GroupHeard:
    """One group. Shares run from 0 to 1; their whole is everybody whose group is known.

    ``index``: share of those heard over share of the population, 1 when alike, with its 95 percent interval
    from ``low`` to ``high``; ``expected``: people one would have heard if everybody had the same chance. All
    four are ``None`` where nobody counted the population, or nobody at all was heard.
    """

    group: Hashable
    people: int
    share: float | None
    population: int | None
    population_share: float | None
    verdict: Verdict
    index: float | None = None
    low: float | None = None
    high: float | None = None
    expected: float | None = None

    @property
    def missing(self) -> float:
        """People short of what one would expect; 0 if none."""
        return max(0.0, (self.expected or 0.0) - self.people)


def heard(
    people: Mapping[Hashable, int],
    population: Mapping[Hashable, int | None],
    *,
    known: int | None = None,
    everybody: int | None = None,
) -> list[GroupHeard]:
    """Each group of ``population`` and of ``people``, in that order.

    ``people``: how many were heard of each group; who stands in two is counted in both. ``known``: how many
    persons these are, the sum if not given. ``population``: how many of each group live there, ``None`` where
    nobody counted. ``everybody``: of how many, the sum if not given. Who did not say belongs in neither:
    show them as rows of their own.

    The interval is Wilson's for the share of those heard; the population is taken as known. It tells what
    chance does to so few people. It does not repair that people came by themselves.
    """
    persons = sum(people.values()) if known is None else known
    total = sum(each or 0 for each in population.values()) if everybody is None else everybody
    groups = dict.fromkeys([*population, *people])
    return [_compare(each, people.get(each, 0), persons, population.get(each), total) for each in groups]


def _compare(group: Hashable, people: int, known: int, population: int | None, everybody: int) -> GroupHeard:
    share = people / known if known else None
    of_all = population / everybody if population is not None and everybody else None
    if share is None or not of_all:
        verdict = Verdict.TOO_FEW if of_all else Verdict.NO_POPULATION
        return GroupHeard(group, people, share, population, of_all, verdict)
    low, high = (bound / of_all for bound in wilson(share, known))
    expected = known * of_all
    verdict = _verdict(low, high, max(people, expected))
    return GroupHeard(group, people, share, population, of_all, verdict, share / of_all, low, high, expected)


def _verdict(low: float, high: float, people: float) -> Verdict:
    if people < FEWEST:
        return Verdict.TOO_FEW
    if low > 1:
        return Verdict.MORE
    return Verdict.FEWER if high < 1 else Verdict.AS_EXPECTED
