"""One scheme laid over the counties: what the page, the map and its sentence all say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.places.models import Area, Region, RegionScheme
from longtable.places.selectors import (
    PeopleCount,
    RegionAssignment,
    counties,
    home_state,
    populations,
    regions_of,
)

COLORS = ("#9fc4b2", "#a04a29", "#20344f", "#d9b26a", "#1f5a45", "#b8c4d6", "#7d6a9c", "#e0b7a0")
"""Fills in the order of the regions, chosen so that neighbours in the list differ in lightness."""


def overview_of(scheme: RegionScheme, day: date) -> "Overview | None":
    """``scheme`` on ``day`` over the state served here; ``None`` before a state was loaded. Four queries."""
    state = home_state()
    if state is None:
        return None
    areas = list(counties(state))
    held, people = regions_of(areas, scheme, day), populations(areas)
    rows = [County(area, held.get(area.pk), people.get(area.pk)) for area in areas]
    return Overview(state, scheme, day, rows, list(scheme.regions.all()))


@dataclass(frozen=True)
class County:
    """One county: its region, if any, and how many people live there, if counted."""

    area: Area
    assignment: RegionAssignment | None
    people: PeopleCount | None


@dataclass(frozen=True)
class RegionLine:
    """One region: the counties that it holds for certain, how many more it may hold, and the people.

    ``people`` is ``None`` while a county is in doubt: a part of the region is not the region.
    """

    region: Region
    color: str
    counties: int
    in_doubt: int
    people: int | None

    @property
    def in_words(self) -> str:
        """``Rural: 78 counties``."""
        number = ngettext("%(number)s county", "%(number)s counties", self.counties)
        return f"{self.region}: {number % {'number': self.counties}}"


@dataclass(frozen=True)
class Overview:
    """A scheme on a day, over all counties of a state. Only what is certain is counted."""

    state: Area
    scheme: RegionScheme
    day: date
    counties: Sequence[County]
    regions: Sequence[Region]

    @cached_property
    def lines(self) -> list[RegionLine]:
        """Every region in its order."""
        lines = []
        for place, region in enumerate(self.regions):
            color = COLORS[place % len(COLORS)]
            held = [county for county in self.counties if self.certain_region(county) == region]
            in_doubt = sum(_is_in_doubt(county, region) for county in self.counties)
            counts = [county.people.count for county in held if county.people]
            people = sum(counts) if len(counts) == len(held) and not in_doubt else None
            lines.append(RegionLine(region, color, len(held), in_doubt, people))
        return lines

    @cached_property
    def unconfirmed(self) -> int:
        """How many counties have a region that nobody has confirmed."""
        return sum(line.in_doubt for line in self.lines)

    @property
    def sentence(self) -> str:
        """What the map shows, in words, for who does not see it."""
        parts = [line.in_words for line in self.lines if line.counties]
        if self.unconfirmed:
            number = ngettext("%(number)s county", "%(number)s counties", self.unconfirmed)
            parts.append(f"{_('not confirmed')}: {number % {'number': self.unconfirmed}}")
        return f"{'; '.join(parts)}."

    @staticmethod
    def certain_region(county: County) -> Region | None:
        """The county's region if it may be published as a fact."""
        return county.assignment.region if county.assignment and county.assignment.certain else None

    def color_of(self, county: County) -> str | None:
        """Fill of a county on the map; ``None`` when it is not known for certain."""
        region = self.certain_region(county)
        return next((line.color for line in self.lines if line.region == region), None)


def _is_in_doubt(county: County, region: Region) -> bool:
    held = county.assignment
    return held is not None and held.region == region and not held.certain
