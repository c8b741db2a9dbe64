"""A county map small enough for a phone: shapes of a TopoJSON file as SVG paths whose borders fit together.

TopoJSON (github.com/topojson/topojson-specification) stores each border once, as an arc that both neighbours
use. Arcs are projected, simplified and rounded before shapes are put together, so that no sliver opens
between two counties. Made for the files of the npm package us-atlas (U.S. Census Bureau boundaries).
"""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

Point = tuple[float, float]
Ring = tuple[int, ...]  # arc numbers in order; a negative one, ~n, is arc n walked backwards

_EARTH_RADIUS_KM: Final = 6371.0072  # of the sphere with the surface of the earth, because areas are compared


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of a set of places: `arcs` by number, in projected kilometres, x east and y south.

    `rings` gives for each FIPS id its outlines, islands and holes alike; `names` what the file calls it.
    """

    arcs: dict[int, tuple[Point, ...]]
    rings: dict[str, tuple[Ring, ...]]
    names: dict[str, str]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, north, east and south edge in projected kilometres."""
        points = [point for arc in self.arcs.values() for point in arc]
        return (
            min(x for x, _ in points),
            min(y for _, y in points),
            max(x for x, _ in points),
            max(y for _, y in points),
        )


def load_shapes(topojson_path: Path, fips_prefix: str, layer: str = "counties") -> Shapes:
    """The shapes in `layer` whose id begins with `fips_prefix` ("37" for North Carolina), projected.

    The projection is Albers' equal-area conic centred on these shapes, north up. Raises ValueError when the
    file has no such layer or none of these shapes.
    """
    topology, places = _read(topojson_path, fips_prefix, layer)
    rings = {str(place["id"]): tuple(_rings(place)) for place in places}
    used = {_number(arc) for outlines in rings.values() for ring in outlines for arc in ring}
    degrees = {number: _decoded(topology, number) for number in sorted(used)}
    project = _albers([point for arc in degrees.values() for point in arc])
    return Shapes(
        arcs={number: tuple(map(project, arc)) for number, arc in degrees.items()},
        rings=rings,
        names={str(place["id"]): place.get("properties", {}).get("name", "") for place in places},
    )


def outlines(topojson_path: Path, fips_prefix: str, layer: str = "counties") -> dict[str, list[list[Point]]]:
    """The outlines of the same shapes, islands and holes alike, as longitudes and latitudes; closed.

    Raises ValueError like `load_shapes`.
    """
    topology, places = _read(topojson_path, fips_prefix, layer)
    rings = {str(place["id"]): tuple(_rings(place)) for place in places}
    used = {_number(arc) for parts in rings.values() for ring in parts for arc in ring}
    degrees = {number: _decoded(topology, number) for number in used}
    return {id: [_walk(ring, degrees) for ring in parts] for id, parts in rings.items()}


def lies_within(point: Point, rings: Sequence[Sequence[Point]]) -> bool:
    """Whether a point lies inside these closed outlines: crossed an odd number of times on the way out."""
    x, y = point
    inside = False
    for ring in rings:
        for (from_x, from_y), (to_x, to_y) in pairwise(ring):
            if (from_y > y) != (to_y > y) and x < from_x + (y - from_y) * (to_x - from_x) / (to_y - from_y):
                inside = not inside
    return inside


def paths(shapes: Shapes, width: float, tolerance: float = 1.0) -> dict[str, str]:
    """An SVG path for each id, in whole units, on a map `width` units wide; every outline is closed.

    `tolerance` is the area in square units below which a bend of a border is dropped. A place so small that
    nothing of it would be left keeps its largest outline as it is in the file.
    """
    full = _on_the_map(shapes, width)
    slim = {number: _simplified(arc, tolerance) for number, arc in full.items()}
    drawn = {}
    for id, outlines in shapes.rings.items():
        subpaths = [path for ring in outlines if (path := _subpath(_walk(ring, slim)))]
        largest = max((_walk(ring, full) for ring in outlines), key=lambda points: abs(_signed_area(points)))
        drawn[id] = "".join(subpaths) or _subpath(largest, keep=True)
    return drawn


def middles(shapes: Shapes, width: float) -> dict[str, Point]:
    """For each id the centre of gravity of its largest outline, in the units of `paths` of the same width."""
    full = _on_the_map(shapes, width)
    found = {}
    for id, outlines in shapes.rings.items():
        largest = max((_walk(ring, full) for ring in outlines), key=lambda points: abs(_signed_area(points)))
        found[id] = _centre_of_gravity(largest)
    return found


def view_box(shapes: Shapes, width: float) -> str:
    """The `viewBox` in which `paths` of the same width stand: "0 0 width height"."""
    west, north, east, south = shapes.bounds
    return f"0 0 {math.ceil(width)} {math.ceil((south - north) * width / (east - west))}"


def area_km2(shapes: Shapes, fips: str) -> float:
    """The area within the outlines of a place, waters inside them included; holes are taken off."""
    return abs(sum(_signed_area(_walk(ring, shapes.arcs)) for ring in shapes.rings[fips]))


def neighbours(shapes: Shapes) -> set[tuple[str, str]]:
    """Every pair of ids, the smaller first, that share a border."""
    owners: dict[int, set[str]] = {}
    for id, outlines in shapes.rings.items():
        for ring in outlines:
            for arc in ring:
                owners.setdefault(_number(arc), set()).add(id)
    return {(min(pair), max(pair)) for pair in owners.values() if len(pair) == 2}


def _read(topojson_path: Path, fips_prefix: str, layer: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The file, and those of its shapes whose id begins so."""
    topology = json.loads(topojson_path.read_text(encoding="utf-8"))
    if layer not in topology.get("objects", {}):
        raise ValueError(f"{topojson_path.name} has no layer {layer!r}")
    places = [
        place
        for place in topology["objects"][layer]["geometries"]
        if str(place.get("id", "")).startswith(fips_prefix) and place.get("arcs")
    ]
    if not places:
        raise ValueError(f"{topojson_path.name} has no shape whose id begins with {fips_prefix!r}")
    return topology, places


def _rings(place: dict[str, Any]) -> Iterator[Ring]:
    polygons = place["arcs"] if place["type"] == "MultiPolygon" else [place["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            yield tuple(ring)


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _decoded(topology: dict[str, Any], number: int) -> list[Point]:
    """Longitudes and latitudes of an arc, which the file keeps as rounded steps."""
    transform = topology.get("transform")
    if transform is None:
        return [(x, y) for x, y, *_ in topology["arcs"][number]]
    (scale_x, scale_y), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y, *_ in topology["arcs"][number]:
        x, y = x + step_x, y + step_y
        points.append((west + x * scale_x, south + y * scale_y))
    return points


def _albers(points: list[Point]) -> Callable[[Point], Point]:
    """From degrees to kilometres, equal in area, centred on `points`, true along two parallels within them.

    Source: J. P. Snyder, Map Projections: A Working Manual (1987), equations 14-1 to 14-6, on a sphere.
    """
    latitudes = [math.radians(latitude) for _, latitude in points]
    south, north = min(latitudes), max(latitudes)
    first, second = south + (north - south) / 6, north - (north - south) / 6
    # The mean as a direction, because Alaska lies on both sides of 180 degrees.
    centre = math.atan2(
        sum(math.sin(math.radians(longitude)) for longitude, _ in points),
        sum(math.cos(math.radians(longitude)) for longitude, _ in points),
    )
    cone = (math.sin(first) + math.sin(second)) / 2
    constant = math.cos(first) ** 2 + 2 * cone * math.sin(first)

    def project(point: Point) -> Point:
        turn = cone * math.remainder(math.radians(point[0]) - centre, math.tau)
        radius = _EARTH_RADIUS_KM / cone * math.sqrt(constant - 2 * cone * math.sin(math.radians(point[1])))
        return radius * math.sin(turn), radius * math.cos(turn)

    return project


def _on_the_map(shapes: Shapes, width: float) -> dict[int, list[Point]]:
    """Every arc in units of the map, its upper left corner at 0, 0."""
    west, north, east, _ = shapes.bounds
    scale = width / (east - west)
    return {
        number: [((x - west) * scale, (y - north) * scale) for x, y in arc]
        for number, arc in shapes.arcs.items()
    }


def _simplified(arc: list[Point], tolerance: float) -> list[Point]:
    """`arc` without its smallest bends; its ends stay, because other arcs meet there.

    Source: M. Visvalingam and J. D. Whyatt, Line generalisation by repeated elimination of points (1993).
    """
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    bends = [(_triangle(arc[i - 1], arc[i], arc[i + 1]), i) for i in range(1, len(arc) - 1)]
    current = {i: bend for bend, i in bends}
    heapq.heapify(bends)
    while bends and bends[0][0] < tolerance:
        bend, i = heapq.heappop(bends)
        if current.get(i) != bend:
            continue
        del current[i]
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in current:
                # Never below the bend just dropped, or a spike would go before the curve that it stands on.
                current[near] = max(bend, _triangle(arc[before[near]], arc[near], arc[after[near]]))
                heapq.heappush(bends, (current[near], near))
    return [arc[i] for i in sorted({0, len(arc) - 1, *current})]


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _walk(ring: Ring, arcs: Mapping[int, Sequence[Point]]) -> list[Point]:
    """The points of an outline, its arcs joined; the last point is the first."""
    points: list[Point] = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points.extend(part[1:] if points else part)
    return points


def _signed_area(points: list[Point]) -> float:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(points)) / 2


def _centre_of_gravity(points: list[Point]) -> Point:
    surface = _signed_area(points)
    if not surface:
        return points[0]
    pairs = [(x, y, next_x, next_y, x * next_y - next_x * y) for (x, y), (next_x, next_y) in pairwise(points)]
    return (
        sum((x + next_x) * part for x, _y, next_x, _next_y, part in pairs) / (6 * surface),
        sum((y + next_y) * part for _x, y, _next_x, next_y, part in pairs) / (6 * surface),
    )


def _subpath(points: list[Point], *, keep: bool = False) -> str:
    """One closed outline in whole units, short; empty when it has no surface and need not stay."""
    rounded = [(round(x), round(y)) for x, y in points]
    corners = [point for point, following in pairwise(rounded) if point != following]
    if len(set(corners)) < 3:
        return f"M{rounded[0][0]} {rounded[0][1]}h1v1h-1z" if keep else ""
    steps = "".join(
        f"{_signed(x - from_x)}{_signed(y - from_y)}" for (from_x, from_y), (x, y) in pairwise(corners)
    )
    return f"M{corners[0][0]} {corners[0][1]}l{steps.lstrip()}z"


def _signed(number: int) -> str:
    return str(number) if number < 0 else f" {number}"
