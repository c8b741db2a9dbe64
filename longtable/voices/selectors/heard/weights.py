"""Weights for those who were heard, and whether they are tame enough to be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _

from longtable.methods.representation import Raked, Weighing, may_weight, rake
from longtable.methods.representation.weighting import FEWEST_IN_GROUP, LARGEST_WEIGHT
from longtable.people.strata import AGE, ETHNICITY, RACE, SEX, Stratum
from longtable.places.counted import Counts
from longtable.voices.selectors.heard.people import Person, place_of
from longtable.voices.selectors.heard.population import Place, of_group, of_place

FEWEST_KNOWN = 0.5
"""A question that fewer than half of the people answered cannot carry weights."""

ROUNDS, NEAR = 100, 1e-5
"""Near enough for shares that are shown to a tenth of a percent, and soon enough for a page."""

MARGINS = (AGE, RACE, ETHNICITY, SEX)


@dataclass(frozen=True)
class Margin:
    """One thing by which people are weighted: a group per person, and how many live there of each."""

    code: str
    title: Any
    names: tuple[Any, ...]
    codes: np.ndarray
    targets: np.ndarray


@dataclass(frozen=True)
class Weights:
    """What came of weighting. ``margins``: by what; empty when nothing was known well enough."""

    margins: tuple[Margin, ...]
    raked: Raked
    weighing: Weighing

    @property
    def allowed(self) -> bool:
        """Whether priorities are shown with them."""
        return bool(self.margins) and self.weighing.allowed

    @property
    def effective(self) -> int:
        """So many people with equal weights would tell as much."""
        return round(self.raked.weights.size / self.raked.deff)


def weigh(
    people: Sequence[Person],
    counties: Sequence[Place],
    classes: Sequence[Place],
    asked: frozenset[str],
    counts: Counts,
) -> Weights:
    """Weights with which people have the make-up of the places asked, by all that enough of them told.

    Where people live counts by county if each has enough people, else by rural class. Who named several races
    belongs to no single one and keeps their weight there, like those who did not say.
    """
    areas = frozenset(area for place in counties for area in place.areas)
    found = [_where(people, counties, counts) or _where(people, classes, counts)]
    found += [_about(people, stratum, asked, counts, areas) for stratum in MARGINS]
    margins = tuple(each for each in found if each is not None)
    pairs = [(each.codes, each.targets) for each in margins]
    raked = rake(np.ones(len(people)), pairs, max_iter=ROUNDS, tol=NEAR, cap=LARGEST_WEIGHT)
    return Weights(margins, raked, may_weight(raked, pairs))


def _where(people: Sequence[Person], places: Sequence[Place], counts: Counts) -> Margin | None:
    home = {area: code for code, place in enumerate(places) for area in place.areas}
    codes = [home.get(person.area, -1) if person.area else -1 for person in people]
    held = np.bincount([code for code in codes if code >= 0], minlength=len(places))
    if len(places) < 2 or held.min() < FEWEST_IN_GROUP:
        return None
    targets = [of_place(counts, place) for place in places]
    return _margin("place", _("Where people live"), [place.name for place in places], codes, targets)


def _about(
    people: Sequence[Person],
    stratum: Stratum,
    asked: frozenset[str],
    counts: Counts,
    areas: frozenset[Any],
) -> Margin | None:
    order = {group.code: code for code, group in enumerate(stratum.groups)}
    codes = []
    for person in people:
        standing = place_of(person, stratum, asked)
        single = isinstance(standing, tuple) and len(standing) == 1
        codes.append(order[standing[0]] if single else -1)
    targets = [of_group(counts, areas, stratum.counted, group) for group in stratum.groups]
    return _margin(stratum.code, stratum.title, [group.name for group in stratum.groups], codes, targets)


def _margin(
    code: str, title: Any, names: Sequence[Any], codes: Sequence[int], targets: Sequence[int | None]
) -> Margin | None:
    known = sum(code >= 0 for code in codes)
    if None in targets or not any(targets) or known < FEWEST_KNOWN * len(codes) or not known:
        return None
    return Margin(code, title, tuple(names), np.array(codes, dtype=int), np.array(targets, dtype=float))
