"""Looking where somebody is: in a county, or around a point and farther until something is found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from longtable.directory.search.answers import Near
from longtable.directory.search.candidates import MOST, Candidate, Part, Sieve, Words, lying_in, serving
from longtable.directory.search.points import Place, middle_of
from longtable.directory.search.rings import CLOSE, COARSE, POWERS, Freshest, Nearest, day_of
from longtable.directory.search.word_index import Alternative
from longtable.places.models import Area

STEPS: Final = (10.0, 25.0, 50.0, None)
"""Miles within which one looks for what is near, farther whenever nothing was found; at last anywhere."""

AROUND_A_COUNTY: Final = (25.0, 50.0, None)


@dataclass(frozen=True)
class Looked:
    """Candidates in no order, where was looked, and whether there are more."""

    candidates: list[Candidate]
    near: Near | None = None
    more: bool = False


@dataclass(frozen=True)
class Lookout:
    """From where one looks: the sieve, and the place that was meant."""

    sieve: Sieve
    place: Place | None
    miles: float | None = None

    def look(self, words: Words) -> Looked:
        """Candidates for these words, as near as possible. One statement, two where nothing is near."""
        place = self.place
        if place and place.kind == "county" and place.area:
            if self.miles is None:
                return self._in_county(words, place, place.area)
            place = replace(place, point=middle_of(place.area))
        if place and place.point:
            return self._around(words, place, (self.miles,) if self.miles else STEPS)
        (found,), more = self.sieve.walk(words, self._freshest(POWERS))
        return Looked(found, None, more)

    def _in_county(self, words: Words, place: Place, area: Area) -> Looked:
        codes = self._codes(place)
        here = lying_in(codes[0]) + serving(codes)
        (found,), more = self.sieve.walk(words, self._freshest(COARSE, here))
        near = Near(place.kind, place.label, None, area)
        point = None if found else middle_of(area)
        if point is None:
            return Looked(found, near, more)
        told = _("Nothing was found in %(county)s County, so we looked farther.") % {"county": place.label}
        looked = self._around(words, replace(place, point=point), AROUND_A_COUNTY)
        return replace(looked, near=replace(looked.near or near, widened=True, sentence=told))

    def _around(self, words: Words, place: Place, steps: Sequence[float | None]) -> Looked:
        assert place.point
        nearest, first = Nearest(place.point), steps[0] or 0.0
        parts = [Part(nearest, nearest.rings(*((CLOSE, first) if first > CLOSE else (first,))))]
        codes = self._codes(place)
        if codes:
            parts.append(self._freshest((), serving(codes), most=MOST // 3))
        (here, *coming), more = self.sieve.walk(words, *parts)
        miles = steps[0]
        if not here and len(steps) > 1:
            farther = nearest.rings(*steps[-2:], beyond=first)
            (there,), more = self.sieve.walk(words, Part(nearest, farther))
            here, miles = self._innermost(there, place, steps[1:])
        known = {each.id for each in here}
        here += [each for found in coming for each in found if each.id not in known]
        near = Near(place.kind, place.label, place.point, place.area, miles, miles != steps[0])
        return Looked(here, replace(near, sentence=_farther(near, steps)), more)

    def _innermost(
        self, found: Sequence[Candidate], place: Place, steps: Sequence[float | None]
    ) -> tuple[list[Candidate], float | None]:
        """Those within the first of these steps that holds any, and that step."""
        for miles in steps:
            within = [each for each in found if miles is None or (each.miles_from(place.point) or 0) <= miles]
            if within:
                return within, miles
        return [], None

    def _freshest(self, powers: Sequence[int], *also: Sequence[Alternative], most: int = MOST) -> Part:
        freshest = Freshest(day_of(self.sieve.now))
        return Part(freshest, freshest.rings(powers), also, most)

    def _codes(self, place: Place) -> list[str]:
        """Census codes of the county and of the state around it."""
        return [area.code for area in (place.area, place.area and place.area.parent) if area]


def _farther(near: Near, steps: Sequence[float | None]) -> str:
    if not near.widened:
        return ""
    if near.miles is None:
        farthest = next(miles for miles in reversed(steps) if miles is not None)
        return _("Nothing was found within %(miles)d miles. This is farther away.") % {"miles": farthest}
    told = {"first": steps[0], "miles": near.miles}
    return _("Nothing was found within %(first)d miles, so we looked within %(miles)d miles.") % told
