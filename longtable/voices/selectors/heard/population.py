"""Who could take part: the people of the places that a conversation asks, and whose count that is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from longtable.core.localized import LocalizedText
from longtable.places.models import Area, Population, RegionScheme
from longtable.places.selectors import counties, home_state, regions_of
from longtable.voices.models import Conversation
from longtable.voices.strata import COUNTED, Group

RURAL_CLASS = "rural-class"
"""Slug of the scheme in which a state pack says which counties are rural."""


@dataclass(frozen=True)
class Place:
    """A county, or the counties of one kind. ``area`` is set where it is one area."""

    code: str
    name: LocalizedText | str
    who: LocalizedText
    areas: frozenset[UUID]
    area: Area | None = None


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


def asked_areas(conversation: Conversation) -> list[Area]:
    """The counties in which people are asked, by name: those of the conversation, else all of the state."""
    chosen = list(conversation.areas.all()) or [area for area in [home_state()] if area]
    states = [area for area in chosen if area.level == Area.Level.STATE]
    inner = [county for state in states for county in counties(state)]
    own = [area for area in chosen if area.level != Area.Level.STATE]
    return sorted({area.pk: area for area in [*own, *inner]}.values(), key=lambda area: area.name)


def counts_of(areas: Iterable[Area]) -> Counts:
    """The newest count of each stratum in these areas. One query."""
    strata = [Population.EVERYBODY, *(stratum.counted for stratum in COUNTED)]
    rows = Population.objects.filter(area__in=list(areas), stratum__in=strata).order_by("-year", "source")
    counts = Counts()
    for row in rows:
        vintage = counts.vintages.setdefault(row.stratum, Vintage(row.year, row.source))
        if vintage == Vintage(row.year, row.source):
            counts.numbers[row.stratum][row.area_id, row.group] = row.count
    return counts


def county_places(areas: Iterable[Area]) -> list[Place]:
    """Each area by itself."""
    return [
        Place(
            code=area.code,
            name=area.name,
            who=LocalizedText.of(en=f"people in {area.name}", es=f"personas de {area.name}"),
            areas=frozenset([area.pk]),
            area=area,
        )
        for area in areas
    ]


def rural_places(conversation: Conversation, areas: list[Area]) -> tuple[RegionScheme | None, list[Place]]:
    """The areas by rural class as of the day on which the conversation began; nothing without a scheme."""
    held = regions_of(areas, RURAL_CLASS, conversation.opens_at.date())
    regions = {each.region.pk: each.region for each in held.values()}
    places = [
        Place(
            code=region.code,
            name=region.name,
            who=LocalizedText.of(
                en=f"people in counties of the kind “{region.name.show('en')}”",
                es=f"personas de condados del tipo «{region.name.show('es')}»",
            ),
            areas=frozenset(each.area.pk for each in held.values() if each.region.pk == region.pk),
        )
        for region in sorted(regions.values(), key=lambda region: region.order)
    ]
    return (places and next(iter(regions.values())).scheme) or None, places


def of_place(counts: Counts, place: Place) -> int | None:
    """Everybody who lives in a place."""
    return counts.of(place.areas, Population.EVERYBODY, [Population.EVERYBODY])


def of_group(counts: Counts, areas: Iterable[UUID], stratum: str, group: Group) -> int | None:
    """The people of a group in these areas."""
    return counts.of(areas, stratum, group.counted) if group.counted else None
