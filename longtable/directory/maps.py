"""A map of what was found: the counties around it and a number for each place, small enough for a phone."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from longtable.directory.models import PlacePoint
from longtable.methods.county_map import Point, outlines
from longtable.places.maps import shapes_version
from longtable.places.selectors import counties, home_state

SIDE = 480
"""The map is a square of so many units."""

MOST = 25
"""Places on one map; more could not be told apart."""

LEAST_KM = 30.0
AROUND = 1.3
"""How much wider than the places: a place at the edge says nothing of what lies beyond it."""

KM_PER_DEGREE = 111.32
RADIUS = 14
LETTER = 7.5
"""About how wide a letter of a name is."""

TOWNS = 12
BELOW = (13, -13, 24, -24, 36, -36)
"""How far below its point the name of a town may stand, as it finds room beside the numbers."""

Box = tuple[float, float, float, float]
Shapes = Mapping[str, Sequence[Sequence[Point]]]

_PLACE = re.compile(r"(\d{1,5}),(-?\d{1,2}(?:\.\d{1,3})?),(-?\d{1,3}(?:\.\d{1,3})?)")


class NoMap(RuntimeError):
    """The file of county shapes is not there, or nothing is to be drawn."""


@dataclass(frozen=True)
class Numbered:
    """A place under its number in the list, at degrees north and east."""

    number: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class View:
    """What of the earth the square shows: its middle and how many kilometres it is wide."""

    latitude: float
    longitude: float
    km: float

    def onto(self, longitude: float, latitude: float) -> Point:
        """Degrees as units of the map. Meridians are taken as parallel, which holds well within one state."""
        scale = SIDE / self.km * KM_PER_DEGREE
        narrowing = math.cos(math.radians(self.latitude))
        return (
            SIDE / 2 + (longitude - self.longitude) * narrowing * scale,
            SIDE / 2 - (latitude - self.latitude) * scale,
        )


def written(places: Iterable[Numbered]) -> str:
    """The places as they stand in the address of a map: "1,34.62,-79.01;2,34.81,-78.97"."""
    parts = [f"{each.number},{each.latitude:.3f},{each.longitude:.3f}" for each in places]
    return ";".join(parts[:MOST])


def read(text: str) -> list[Numbered]:
    """What :func:`written` wrote; empty for anything else."""
    found = [_PLACE.fullmatch(part) for part in text.split(";")[:MOST]]
    places = [Numbered(int(each[1]), float(each[2]), float(each[3])) for each in found if each]
    return places if len(places) == len(found) else []


def draw(places: Sequence[Numbered], title: str) -> bytes:
    """An SVG of these places. Raises :class:`NoMap`."""
    state = home_state()
    shapes = _shapes(settings.MAP_SHAPES, shapes_version(), state.code) if state else {}
    if not shapes or not places:
        raise NoMap
    view = around(places)
    names = dict(counties(state).values_list("code", "name"))
    drawn = "".join(_county(rings, view) for rings in shapes.values())
    at = apart(places, view)
    labels = _labels(names, shapes, view, [spot for _place, spot in at])
    markers = "".join(_marker(place, spot) for place, spot in at)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img" '
        f'aria-labelledby="title"><title id="title">{escape(title)}</title>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="#f1ece0"/>'
        f'<g fill="#fff" stroke="#9aa59d" stroke-linejoin="round">{drawn}</g>'
        f'<g font-family="sans-serif" text-anchor="middle"><g fill="#22302b" font-size="13">{labels}</g>'
        f'<g font-size="15" font-weight="700">{markers}</g></g></svg>'
    ).encode()


def around(places: Sequence[Numbered]) -> View:
    """The square that holds them all, with something around it."""
    north, south = max(each.latitude for each in places), min(each.latitude for each in places)
    east, west = max(each.longitude for each in places), min(each.longitude for each in places)
    middle = (north + south) / 2
    high = (north - south) * KM_PER_DEGREE
    wide = (east - west) * KM_PER_DEGREE * math.cos(math.radians(middle))
    return View(middle, (east + west) / 2, max(LEAST_KM, max(high, wide) * AROUND))


def apart(places: Sequence[Numbered], view: View) -> list[tuple[Numbered, Point]]:
    """Where each number is drawn: at its place, or beside it where another number stands already."""
    taken: list[Point] = []
    for place in places:
        x, y = view.onto(place.longitude, place.latitude)
        taken.append(
            next(
                spot for spot in _spots(x, y) if all(math.dist(spot, other) >= 2 * RADIUS for other in taken)
            )
        )
    return list(zip(places, taken, strict=True))


def _spots(x: float, y: float) -> Iterable[Point]:
    """A point, and then ever wider rings around it."""
    yield x, y
    for ring in range(1, MOST + 1):
        for step in range(6 * ring):
            angle = math.tau * step / (6 * ring)
            yield x + 2 * RADIUS * ring * math.cos(angle), y + 2 * RADIUS * ring * math.sin(angle)


def _county(rings: Sequence[Sequence[Point]], view: View) -> str:
    """The outlines in whole units; nothing for a county that lies outside."""
    path = ""
    for ring in rings:
        points = [view.onto(*point) for point in ring]
        if not _is_seen(points):
            continue
        whole = list(dict.fromkeys((round(x), round(y)) for x, y in points))
        if len(whole) > 2:
            path += "M" + " ".join(f"{x} {y}" for x, y in whole) + "z"
    return f'<path d="{path}"/>' if path else ""


def _is_seen(points: Sequence[Point]) -> bool:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return max(xs) > 0 and min(xs) < SIDE and max(ys) > 0 and min(ys) < SIDE


def _labels(names: Mapping[str, str], shapes: Shapes, view: View, taken: Sequence[Point]) -> str:
    """The largest towns in sight and the names of counties, as far as they are not in each other's way."""
    boxes = [_box(spot, 2 * RADIUS, 2 * RADIUS) for spot in taken]
    drawn = ""
    for name, (x, y) in _towns(view):
        spots = ((x, y + below) for below in BELOW)
        spot = next((each for each in spots if _fits(_box(each, LETTER * len(name), 16), boxes)), None)
        if spot:
            boxes.append(_box(spot, LETTER * len(name), 16))
            drawn += f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/>{_text(name, spot)}'
    for code, rings in shapes.items():
        name = _("%(county)s County") % {"county": names.get(code, "")}
        middle = _seen_middle(rings, view, LETTER * len(name))
        if code in names and middle and _fits(box := _box(middle, LETTER * len(name), 18), boxes):
            boxes.append(box)
            drawn += f'<g fill="#6f5510">{_text(name, middle)}</g>'
    return drawn


def _text(words: str, middle: Point) -> str:
    return f'<text x="{middle[0]:.0f}" y="{middle[1] + 5:.0f}">{escape(words)}</text>'


def _towns(view: View) -> list[tuple[str, Point]]:
    """Names and spots of the largest towns in sight."""
    high = view.km / KM_PER_DEGREE / 2
    wide = high / math.cos(math.radians(view.latitude))
    found = PlacePoint.objects.filter(
        kind=PlacePoint.Kind.TOWN,
        latitude__range=(view.latitude - high, view.latitude + high),
        longitude__range=(view.longitude - wide, view.longitude + wide),
    )
    return [
        (town.name, view.onto(town.longitude, town.latitude)) for town in found.order_by("-people")[:TOWNS]
    ]


def _box(middle: Point, width: float, height: float) -> Box:
    x, y = middle
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _fits(box: Box, others: Iterable[Box]) -> bool:
    """Whether it lies on the map and touches none of the others."""
    west, north, east, south = box
    if west < 0 or north < 0 or east > SIDE or south > SIDE:
        return False
    return all(west > other[2] or east < other[0] or north > other[3] or south < other[1] for other in others)


def _seen_middle(rings: Sequence[Sequence[Point]], view: View, width: float) -> Point | None:
    """The middle of what is seen of a county, where a name of this width has room."""
    points = [view.onto(*point) for ring in rings for point in ring]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    west, east = max(0.0, min(xs)), min(float(SIDE), max(xs))
    north, south = max(0.0, min(ys)), min(float(SIDE), max(ys))
    return ((west + east) / 2, (north + south) / 2) if east - west > width and south - north > 24 else None


def _marker(place: Numbered, at: Point) -> str:
    x, y = at
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS}" fill="#1f5a45" stroke="#fff" stroke-width="2"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" fill="#fff">{place.number}</text>'
    )


@lru_cache(maxsize=4)
def _shapes(file: Path, version: int, state_code: str) -> Shapes:
    """The outlines in degrees; empty, and remembered like everything else, when there are none."""
    try:
        return outlines(Path(file), state_code)
    except (OSError, ValueError):
        return {}
