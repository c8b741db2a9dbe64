"""Denominators of several areas and groups at once, for whoever holds people against those who live there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from longtable.places.models import Area, Population
from longtable.places.selectors import counties, home_state

RURAL_CLASS = "rural-class"
"""Slug of the scheme in which a state pack says which counties are rural."""


@dataclass(frozen=True)
class Vintage:
    """Whose count, and of which year."""

    year: int
    source: str


@dataclass
class Counts:
    """How many people live in each area, of each group."""

    vintages: dict[str, Vintage] = field(default_factory=dict)
    numbers: dict[str, dict[tuple[UUID, str], int]] = field(default_factory=lambda: defaultdict(dict))

    def of(self, areas: Iterable[UUID], stratum: str, groups: Iterable[str]) -> int | None:
        """People of these groups in these areas; ``None`` when one of them was not counted, never zero."""
        found = [self.numbers[stratum].get((area, group)) for area in areas for group in groups]
        return None if not found or None in found else sum(each for each in found if each is not None)


def counts_of(areas: Iterable[Area], strata: Iterable[str]) -> Counts:
    """The newest count of everybody and of each stratum in these areas. One query."""
    wanted = [Population.EVERYBODY, *strata]
    rows = Population.objects.filter(area__in=list(areas), stratum__in=wanted).order_by("-year", "source")
    counts = Counts()
    for row in rows:
        vintage = counts.vintages.setdefault(row.stratum, Vintage(row.year, row.source))
        if vintage == Vintage(row.year, row.source):
            counts.numbers[row.stratum][row.area_id, row.group] = row.count
    return counts


def counties_within(areas: Iterable[Area]) -> list[Area]:
    """The counties of ``areas``, by name; of the whole state where there is none."""
    chosen = list(areas) or [area for area in [home_state()] if area]
    states = [area for area in chosen if area.level == Area.Level.STATE]
    inner = [county for state in states for county in counties(state)]
    own = [area for area in chosen if area.level != Area.Level.STATE]
    return sorted({area.pk: area for area in [*own, *inner]}.values(), key=lambda area: area.name)
