"""Looking where somebody is: in a county, or around a point and farther until something is found."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from longtable.directory.search.answers import Near
from longtable.directory.search.candidates import (
    MOST,
    Candidate,
    Sieve,
    freshest,
    freshest_of_few,
    lying_in,
    nearest,
    serving,
)
from longtable.directory.search.cells import around
from longtable.directory.search.points import Place, Point
from longtable.directory.search.word_index import Asked

CLOSE: Final = 3.0
"""Miles within which one looks before: where so near are as many as one looks at, none farther is read."""

STEPS: Final = (10.0, 25.0, 50.0, None)
"""Miles within which one looks for what is near, farther whenever nothing was found; at last anywhere."""

Look = Callable[[Asked, bool], tuple[list[Candidate], bool]]

AROUND_A_COUNTY: Final = (25.0, 50.0)


@dataclass(frozen=True)
class Words:
    """What the words ask for: met ``anyhow``, or ``well``. ``matter``: ranking looks at all words again."""

    anyhow: Asked = ()
    well: Asked = ()
    matter: bool = False


@dataclass(frozen=True)
class Looked:
    """Candidates in no order, where was looked, and whether there are more."""

    candidates: list[Candidate]
    near: Near | None = None
    more: bool = False


@dataclass(frozen=True)
class Lookout:
    """From where one looks: the sieve, the place that was meant, and the code of the state around it."""

    sieve: Sieve
    place: Place | None
    state_code: str
    miles: float | None = None

    def look(self, words: Words) -> Looked:
        """Candidates for these words, as near as possible."""
        if self.place is None:
            return self._anywhere(words)
        if self.place.kind == "county" and self.place.area and self.miles is None:
            return self._in_county(words, self.place)
        if self.place.point is None:
            return self._anywhere(words)
        return self._around(words, self.place, (self.miles,) if self.miles else STEPS)

    def _anywhere(self, words: Words) -> Looked:
        found, more = _both(words, self._freshest)
        return Looked(found, None, more)

    def _in_county(self, words: Words, place: Place) -> Looked:
        codes = self._codes(place)
        here = [*lying_in(codes[0]), *serving(codes)]
        found, more = _both(words, partial(self._freshest, also=[here]))
        near = Near(place.kind, place.label, place.point, place.area)
        if found or place.point is None:
            return Looked(found, near, more)
        told = _("Nothing was found in %(county)s County, so we looked farther.") % {"county": place.label}
        looked = self._around(words, place, (*AROUND_A_COUNTY, None))
        return replace(looked, near=replace(looked.near or near, widened=True, sentence=told))

    def _around(self, words: Words, place: Place, steps: tuple[float | None, ...]) -> Looked:
        point = place.point
        assert point is not None
        found: list[Candidate] = []
        more, miles = False, steps[0]
        for miles in steps:
            found, more = _both(words, partial(self._nearest, point=point, miles=miles))
            found = [each for each in found if miles is None or (each.miles_from(point) or 0) <= miles]
            if found:
                break
        there = {each.id for each in found}
        codes = self._codes(place)
        coming, more_coming = (
            _both(words, partial(self._freshest, also=[serving(codes)])) if codes else ([], False)
        )
        found += [each for each in coming if each.id not in there]
        near = Near(place.kind, place.label, point, place.area, miles, miles != steps[0])
        return Looked(found, replace(near, sentence=_farther(near, steps)), more or more_coming)

    def _freshest(self, asked: Asked, matter: bool, also: Asked = ()) -> tuple[list[Candidate], bool]:
        groups = len(asked) + len(also) + len(self.sieve.marks) + bool(self.sieve.open_at)
        order = freshest if groups < 2 else freshest_of_few
        return self.sieve.first(order(self.sieve.rows(*asked, *also)), matter)

    def _nearest(
        self, asked: Asked, matter: bool, point: Point, miles: float | None
    ) -> tuple[list[Candidate], bool]:
        """Those in squares around the point: the nearest, from close by if there are enough."""
        for step in (CLOSE, miles) if miles and miles > CLOSE else (miles,):
            squares = around(point, step) if step else []
            rows = self.sieve.rows(*asked, *([squares] if squares else []))
            found, more = self.sieve.first(nearest(rows, point), matter)
            if more and all((each.miles_from(point) or 0) <= CLOSE for each in found):
                break
        return found, more

    def _codes(self, place: Place) -> list[str]:
        """Census codes of the county and of the state."""
        codes = [place.area.code] if place.area else []
        return [*codes, *([self.state_code] if self.state_code else [])]


def _both(words: Words, look: Look) -> tuple[list[Candidate], bool]:
    """What is met anyhow; where that is more than one can look at, first what is met well."""
    found, more = look(words.anyhow, words.matter)
    if more and words.well:
        well, _more = look(words.well, words.matter)
        known = {each.id for each in well}
        found = [*well, *(each for each in found if each.id not in known)][:MOST]
    return found, more


def _farther(near: Near, steps: tuple[float | None, ...]) -> str:
    if not near.widened:
        return ""
    if near.miles is None:
        farthest = next(miles for miles in reversed(steps) if miles is not None)
        return _("Nothing was found within %(miles)d miles. This is farther away.") % {"miles": farthest}
    told = {"first": steps[0], "miles": near.miles}
    return _("Nothing was found within %(first)d miles, so we looked within %(miles)d miles.") % told
