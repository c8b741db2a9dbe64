"""Which place somebody means who types a county, a ZIP code or a town, and where it lies."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Final

from django.db.models import Avg, QuerySet
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from longtable.directory.models.search import PlacePoint
from longtable.directory.search.point_sources import POSTAL
from longtable.directory.search.words import fold, place_key
from longtable.places.models import Area
from longtable.places.selectors import counties

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

EARTH_MILES: Final = 3958.8
MILES_A_DEGREE: Final = 69.0
LIKENESS: Final = 0.9
LEAST_SHARED: Final = 75.0
"""Jaro-Winkler likeness, of 1, and shared letters, of 100, from which a misspelt name is known."""

SHORTEST_FORGIVEN: Final = 4

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


def place_of(typed: str, state: Area | None, *, exactly: bool = False) -> Place | None:
    """The place that ``typed`` names in this ``state``; None when it is none we know.

    A misspelling is forgiven, unless it must be named ``exactly``. Where a town and a county have the same
    name, the county is meant.
    """
    if found := _ZIP.search(typed):
        return _zip_code(found[1])
    said = place_key(typed)
    bare = _without_state(said, state) if state else said
    name = " ".join(_COUNTY.sub(" ", bare).split())
    if not name:
        return None
    if state and (area := counties(state).filter(name__iexact=name).first()):
        return _county(area)
    towns = PlacePoint.objects.filter(kind=PlacePoint.Kind.TOWN)
    is_county = bool(_COUNTY.search(bare))
    if not is_county and (row := _largest(towns, name)):
        return _town(row)
    if exactly:
        return None
    areas = {place_key(area.name): area for area in counties(state)} if state else {}
    likely = _likely(name, {*areas, *(() if is_county else towns.values_list("folded", flat=True))})
    if likely is None or likely in areas:
        return _county(areas[likely]) if likely else None
    row = _largest(towns, likely)
    return _town(row) if row else None


def place_in(words: str, state: Area | None) -> tuple[str, Place] | None:
    """A place at the end of a question ("food in Lumberton"): the words before it, and the place."""
    parts = words.split()
    for at in range(max(len(parts) - LONGEST_PLACE, 1), len(parts) - 1):
        if led_in := _LED_IN.match(fold(" ".join(parts[at:]))):
            named = " ".join(parts[at + len(led_in[0].split()) :])
            if place := place_of(named, state, exactly=True):
                return " ".join(parts[:at]), place
    return None


def locate_postal_code(postal_code: str) -> PlacePoint | None:
    """Where a ZIP code lies, with its county: good for a rough position. Only the first five digits count."""
    found = PlacePoint.objects.filter(kind=PlacePoint.Kind.ZIP, code=postal_code.strip()[:5])
    return found.select_related("area").first()


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
    nearest = min(
        near.select_related("area"),
        key=lambda row: flat_distance(point, row.latitude, row.longitude),
        default=None,
    )
    return nearest.area if nearest else None


def _zip_code(code: str) -> Place | None:
    found = locate_postal_code(code)
    return Place("zip", code, (found.latitude, found.longitude), found.area) if found else None


def _town(row: PlacePoint) -> Place:
    return Place("town", row.name, (row.latitude, row.longitude), row.area)


def _county(area: Area) -> Place:
    middle = PlacePoint.objects.filter(area=area).aggregate(lat=Avg("latitude"), lon=Avg("longitude"))
    point = (middle["lat"], middle["lon"]) if middle["lat"] is not None else None
    return Place("county", area.name, point, area)


def _largest(towns: QuerySet[PlacePoint], name: str) -> PlacePoint | None:
    return towns.filter(folded=name).select_related("area").order_by("-people", "code").first()


def _likely(name: str, known: Collection[str]) -> str | None:
    """The known name that is most like this one, if it is like enough."""
    if name in known or len(name) < SHORTEST_FORGIVEN:
        return name if name in known else None
    best = process.extractOne(
        name, sorted(known), scorer=JaroWinkler.normalized_similarity, score_cutoff=LIKENESS
    )
    return best[0] if best and fuzz.ratio(name, best[0]) >= LEAST_SHARED else None


def _without_state(said: str, state: Area) -> str:
    """Without the name of the state, or its two letters, at the end."""
    ends = [f" {place_key(state.name)}", f" {POSTAL.get(state.code, state.name).lower()}"]
    for end in ends:
        if said.endswith(end):
            return said.removesuffix(end)
    return said
