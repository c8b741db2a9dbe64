"""A map of what was found: the counties around it and a number for each place, small enough for a phone."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape

from longtable.methods.county_map import Point, outlines
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


def can_be_drawn() -> bool:
    """Whether there are county shapes at all."""
    return _version() > 0


def draw(places: Sequence[Numbered], title: str) -> bytes:
    """An SVG of these places. Raises :class:`NoMap`."""
    state = home_state()
    shapes = _shapes(settings.MAP_SHAPES, _version(), state.code) if state else {}
    if not shapes or not places:
        raise NoMap
    view = around(places)
    names = dict(counties(state).values_list("code", "name"))
    drawn = "".join(_county(rings, view) for rings in shapes.values())
    labels = "".join(_label(names.get(code, ""), rings, view) for code, rings in shapes.items())
    markers = "".join(_marker(place, at) for place, at in apart(places, view))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img" '
        f'aria-labelledby="title"><title id="title">{escape(title)}</title>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="#e5ebf3"/>'
        f'<g fill="#fbf8f1" stroke="#b9bfb5" stroke-linejoin="round">{drawn}</g>'
        '<g font-family="sans-serif" text-anchor="middle"><g fill="#56645d" font-size="13">'
        f'{labels}</g><g font-size="15" font-weight="700">{markers}</g></g></svg>'
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
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > 0 and min(xs) < SIDE and max(ys) > 0 and min(ys) < SIDE


def _label(name: str, rings: Sequence[Sequence[Point]], view: View) -> str:
    """The name in the middle of what is seen of a county, where there is room for it."""
    points = [view.onto(*point) for ring in rings for point in ring]
    if not name or not _is_seen(points):
        return ""
    west, east = (min(SIDE, max(0, edge)) for edge in (min(x for x, _ in points), max(x for x, _ in points)))
    north, south = (
        min(SIDE, max(0, edge)) for edge in (min(y for _, y in points), max(y for _, y in points))
    )
    if east - west < 8 * len(name) + 12 or south - north < 24:
        return ""
    return f'<text x="{(west + east) / 2:.0f}" y="{(north + south) / 2:.0f}">{escape(name)}</text>'


def _marker(place: Numbered, at: Point) -> str:
    x, y = at
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS}" fill="#1f5a45" stroke="#fff" stroke-width="2"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" fill="#fff">{place.number}</text>'
    )


def _version() -> int:
    try:
        return Path(settings.MAP_SHAPES).stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=4)
def _shapes(file: Path, version: int, state_code: str) -> Mapping[str, list[list[Point]]]:
    """The outlines in degrees; empty, and remembered like everything else, when there are none."""
    try:
        return outlines(Path(file), state_code)
    except (OSError, ValueError):
        return {}
