"""Which place somebody means who types a county, a ZIP code or a town, and where it lies."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Avg, QuerySet
from django.db.models.functions import Lower
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from longtable.core.among import listed
from longtable.core.asked import Asked
from longtable.directory.models.search import PlacePoint
from longtable.directory.search.point_sources import POSTAL
from longtable.directory.search.words import fold, place_key
from longtable.places.models import Area, AreaQuerySet
from longtable.places.packs import state_code

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

EARTH_MILES: Final = 3958.8
MILES_A_DEGREE: Final = 69.0
LIKENESS: Final = 0.9
LEAST_SHARED: Final = 75.0
"""Jaro-Winkler likeness, of 1, and shared letters, of 100, from which a misspelt name is known."""

SHORTEST_FORGIVEN: Final = 4

LONGEST_STATE: Final = 3
"""Words of the longest name of a state."""

LONGEST_PLACE: Final = 6
"""Words at the end of a question in which a place is looked for, "in" included."""

_ZIP: Final = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
_COUNTY: Final = re.compile(r"\b(?:county|co|condado)\b(?: (?:de|of)\b)?")
_LED_IN: Final = re.compile(r"^(?:in|near|around|en|cerca de|por)\b")


@dataclass(frozen=True)
class Place:
    """A place that was understood: kind zip, town, county or point."""

    kind: str
    label: str
    point: Point | None
    area: Area | None = None


def place_of(typed: str, *, exactly: bool = False) -> Place | None:
    """The place that ``typed`` names in the state served here; None when it is none we know.

    A misspelling is forgiven, unless it must be named ``exactly``. Where a town and a county have the same
    name, the county is meant.
    """
    if found := _ZIP.search(typed):
        return _zip_code(found[1])
    said = place_key(typed)
    bare = " ".join(_COUNTY.sub(" ", said).split())
    named = [name for length in range(LONGEST_STATE + 1) if (name := _without_end(bare, length))]
    if not named:
        return None
    here = state_code(settings.STATE)
    for area in _counties_called(names=listed(named)):
        if here in (None, area.parent and area.parent.code) and _is_meant(
            bare, place_key(area.name), area.parent
        ):
            return Place("county", area.name, None, area)
    is_county = bool(_COUNTY.search(said))
    if not is_county:
        for town in _towns_called(names=listed(named)):
            if _is_meant(bare, town.folded, town.area and town.area.parent):
                return _town(town)
    return None if exactly else _misspelt(bare, is_county=is_county)


def place_in(words: str) -> tuple[str, Place] | None:
    """A place at the end of a question ("food in Lumberton"): the words before it, and the place."""
    parts = words.split()
    for at in range(max(len(parts) - LONGEST_PLACE, 1), len(parts) - 1):
        if led_in := _LED_IN.match(fold(" ".join(parts[at:]))):
            named = " ".join(parts[at + len(led_in[0].split()) :])
            if place := place_of(named, exactly=True):
                return " ".join(parts[:at]), place
    return None


def locate_postal_code(postal_code: str) -> PlacePoint | None:
    """Where a ZIP code lies, with its county: good for a rough position. Only the first five digits count."""
    return next(iter(_zip_codes(code=postal_code.strip()[:5])), None)


def locate_postal_codes(postal_codes: Sequence[str]) -> dict[str, PlacePoint]:
    """The same for many, by the codes as they were given. One query."""
    short = {given: given.strip()[:5] for given in postal_codes if given.strip()}
    rows = PlacePoint.objects.filter(kind=PlacePoint.Kind.ZIP, code__in=set(short.values()))
    known = {row.code: row for row in rows.select_related("area")}
    return {given: known[code] for given, code in short.items() if code in known}


def miles_between(here: Point, there: Point) -> float:
    """As the crow flies, on a sphere (haversine)."""
    (from_lat, from_lon), (to_lat, to_lon) = ((radians(x), radians(y)) for x, y in (here, there))
    half = sin((to_lat - from_lat) / 2) ** 2 + cos(from_lat) * cos(to_lat) * sin((to_lon - from_lon) / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(half)))


def box_around(point: Point, miles: float) -> tuple[Point, Point]:
    """South-west and north-east corner of a box that holds everything within ``miles``."""
    latitude, longitude = point
    up = miles / MILES_A_DEGREE
    aside = up / max(cos(radians(latitude)), 0.01)
    return (latitude - up, longitude - aside), (latitude + up, longitude + aside)


def flat_distance(point: Point, latitude: float, longitude: float) -> float:
    """Miles over a short way, without the curve of the earth; for comparing."""
    return MILES_A_DEGREE * hypot(latitude - point[0], (longitude - point[1]) * cos(radians(point[0])))


def area_at(point: Point) -> Area | None:
    """The county of the nearest ZIP code within 25 miles: which services cover somebody there."""
    (south, west), (north, east) = box_around(point, 25)
    near = PlacePoint.objects.filter(
        kind=PlacePoint.Kind.ZIP, latitude__range=(south, north), longitude__range=(west, east)
    ).exclude(area=None)
    found = near.values_list("latitude", "longitude", "area_id")
    nearest = min(found, key=lambda row: flat_distance(point, row[0], row[1]), default=None)
    return next(iter(_areas(pk=nearest[2])), None) if nearest else None


_zip_codes = Asked(
    lambda code: PlacePoint.objects.filter(kind=PlacePoint.Kind.ZIP, code=code).select_related(
        "area__parent"
    ),
    code=str,
)
_towns_called = Asked(
    lambda names: _towns().filter(folded__among=names).select_related("area__parent"), names=str
)
_counties_called = Asked(
    lambda names: (
        Area.objects.counties()
        .select_related("parent")
        .alias(called=Lower("name"))
        .filter(called__among=names)
    ),
    names=str,
)
_areas = Asked(lambda pk: Area.objects.filter(pk=pk).select_related("parent"), pk=UUID)


def _zip_code(code: str) -> Place | None:
    found = locate_postal_code(code)
    return Place("zip", code, (found.latitude, found.longitude), found.area) if found else None


def _town(row: PlacePoint) -> Place:
    return Place("town", row.name, (row.latitude, row.longitude), row.area)


def middle_of(area: Area) -> Point | None:
    """A point amid the ZIP codes and towns of a county; None where none is known."""
    middle = PlacePoint.objects.filter(area=area).aggregate(lat=Avg("latitude"), lon=Avg("longitude"))
    return (middle["lat"], middle["lon"]) if middle["lat"] is not None else None


def _towns() -> QuerySet[PlacePoint]:
    """The larger first."""
    return PlacePoint.objects.filter(kind=PlacePoint.Kind.TOWN).order_by("-people", "code")


def _counties() -> AreaQuerySet:
    code = state_code(settings.STATE)
    found = Area.objects.counties().select_related("parent")
    return found.filter(parent__code=code) if code else found


def _misspelt(bare: str, *, is_county: bool) -> Place | None:
    """The county or town whose name is most like this one."""
    towns = _towns().none() if is_county else _towns()
    areas = {place_key(area.name): area for area in _counties()}
    state = next((area.parent for area in areas.values()), None)
    said = next(iter(_stateless(bare, state)), bare)
    likely = _likely(said, {*areas, *towns.values_list("folded", flat=True)})
    if likely in areas:
        return Place("county", areas[likely].name, None, areas[likely])
    town = towns.filter(folded=likely).select_related("area__parent").first() if likely else None
    return _town(town) if town else None


def _is_meant(said: str, name: str, state: Area | None) -> bool:
    return name in (said, *_stateless(said, state))


def _likely(name: str, known: Collection[str]) -> str | None:
    """The known name that is most like this one, if it is like enough."""
    if name in known or len(name) < SHORTEST_FORGIVEN:
        return name if name in known else None
    best = process.extractOne(
        name, sorted(known), scorer=JaroWinkler.normalized_similarity, score_cutoff=LIKENESS
    )
    return best[0] if best and fuzz.ratio(name, best[0]) >= LEAST_SHARED else None


def _without_end(said: str, length: int) -> str:
    words = said.split()
    return " ".join(words[: max(len(words) - length, 0)])


def _stateless(said: str, state: Area | None) -> list[str]:
    """Without the name of the state, or its two letters, at the end; nothing where it is not there."""
    ends = [place_key(state.name), POSTAL.get(state.code, "").lower()] if state else []
    return [said.removesuffix(f" {end}") for end in ends if end and said.endswith(f" {end}")]
