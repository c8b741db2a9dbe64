"""Who could take part: the people of the places that a conversation asks, and whose count that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from longtable.core.localized import LocalizedText
from longtable.people.strata import Group
from longtable.places.counted import RURAL_CLASS, Counts, counties_within
from longtable.places.models import Area, Population, RegionScheme
from longtable.places.selectors import regions_of
from longtable.voices.models import Conversation


@dataclass(frozen=True)
class Place:
    """A county, or the counties of one kind. ``area`` is set where it is one area."""

    code: str
    name: LocalizedText | str
    who: LocalizedText
    areas: frozenset[UUID]
    area: Area | None = None


def asked_areas(conversation: Conversation) -> list[Area]:
    """The counties in which people are asked, by name: those of the conversation, else all of the state."""
    return counties_within(conversation.areas.all())


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
