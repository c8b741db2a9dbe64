"""The county map: shapes that fit together, equal in area, closed, and small enough for a phone."""

from __future__ import annotations

import csv
import gzip
import json
import re
from pathlib import Path

import pytest

from longtable.methods.county_map import Shapes, area_km2, load_shapes, middles, neighbours, paths, view_box

# Two squares of one degree side by side, the left one with an island, as TopoJSON with whole steps.
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [-80, 35]},
    "objects": {
        "counties": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "MultiPolygon",
                    "id": "37001",
                    "arcs": [[[0, 1]], [[3]]],
                    "properties": {"name": "West"},
                },
                {"type": "Polygon", "id": "37003", "arcs": [[-1, 2]], "properties": {"name": "East"}},
                {"type": "Polygon", "id": "45001", "arcs": [[2]], "properties": {"name": "Elsewhere"}},
                {"type": None, "id": "37999"},
            ],
        }
    },
    "arcs": [
        [[10, 0], [0, 4], [1, 1], [-1, 1], [0, 4]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
        [[-6, 2], [1, 0], [0, 1], [-1, -1]],
    ],
}


@pytest.fixture
def squares(tmp_path: Path) -> Shapes:
    path = tmp_path / "squares.json"
    path.write_text(json.dumps(SQUARES), encoding="utf-8")
    return load_shapes(path, "37")


@pytest.fixture(scope="module")
def north_carolina() -> Shapes:
    path = Path(__file__).parents[3] / "node_modules" / "us-atlas" / "counties-10m.json"
    if not path.is_file():
        pytest.skip("the map shapes of us-atlas are not installed")
    return load_shapes(path, "37")


def corners(path: str) -> list[list[tuple[int, int]]]:
    """The corners of each outline of a path, read back from its text."""
    outlines = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)l([-\d ]+)z", path):
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        outline = [(int(x), int(y))]
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            outline.append((outline[-1][0] + step_x, outline[-1][1] + step_y))
        outlines.append(outline)
    return outlines


def test_only_shapes_of_the_prefix_are_loaded(squares: Shapes) -> None:
    assert squares.names == {"37001": "West", "37003": "East"}
    assert [len(rings) for rings in squares.rings.values()] == [2, 1]


def test_neighbours_share_an_arc(squares: Shapes) -> None:
    assert neighbours(squares) == {("37001", "37003")}


def test_north_is_up_and_east_is_right(squares: Shapes) -> None:
    drawn = paths(squares, 100)
    west, east = corners(drawn["37001"])[0], corners(drawn["37003"])[0]
    assert max(x for x, _ in west) <= max(x for x, _ in east) - 20
    (island,) = corners(drawn["37001"])[1:]
    assert min(x for x, _ in island) == 0


def test_a_square_degree_has_its_true_area(squares: Shapes) -> None:
    # Between 35 and 36 degrees north: R² · 1° · (sin 36° - sin 35°) = 10,077 km² on the sphere,
    # less the hundredth that the bend in the border takes.
    assert area_km2(squares, "37003") == pytest.approx(10_077 * 0.99, rel=0.002)


def test_the_view_box_holds_every_point(squares: Shapes) -> None:
    _, _, width, height = map(int, view_box(squares, 200).split())
    points = [
        point for path in paths(squares, 200).values() for outline in corners(path) for point in outline
    ]
    assert width == 200
    assert {min(x for x, _ in points), min(y for _, y in points)} == {0}
    assert (max(x for x, _ in points), max(y for _, y in points)) == (200, pytest.approx(height, abs=1))


def test_a_place_has_its_middle_in_its_largest_outline_and_not_in_its_island(squares: Shapes) -> None:
    found = middles(squares, 2600)  # a hundred units for each tenth of a degree, the island 600 west
    (west_x, west_y), (east_x, east_y) = found["37001"], found["37003"]
    assert (west_x, east_x) == (pytest.approx(1100, abs=15), pytest.approx(2100, abs=15))
    assert west_y == pytest.approx(east_y, abs=15)
    assert west_y == pytest.approx(float(view_box(squares, 2600).split()[3]) / 2, rel=0.05)


def test_a_greater_tolerance_drops_bends_on_both_sides_alike(squares: Shapes) -> None:
    bent, straight = paths(squares, 300, tolerance=1), paths(squares, 300, tolerance=500)
    for id in ("37001", "37003"):
        assert len(corners(straight[id])[0]) < len(corners(bent[id])[0])
    shared = set(corners(straight["37001"])[0]) & set(corners(straight["37003"])[0])
    assert len(shared) == 2


def test_a_place_too_small_to_draw_keeps_a_speck(squares: Shapes) -> None:
    assert all(path.startswith("M") and path.endswith("z") for path in paths(squares, 1).values())


@pytest.mark.parametrize(("prefix", "layer"), [("99", "counties"), ("37", "planets")])
def test_what_is_not_in_the_file_is_said(tmp_path: Path, prefix: str, layer: str) -> None:
    path = tmp_path / "squares.json"
    path.write_text(json.dumps(SQUARES), encoding="utf-8")
    with pytest.raises(ValueError, match=r"squares\.json has no"):
        load_shapes(path, prefix, layer)


def test_north_carolina_has_a_hundred_closed_counties(north_carolina: Shapes) -> None:
    drawn = paths(north_carolina, 1000)
    assert len(drawn) == 100
    for path in drawn.values():
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", path)
        assert all(len(set(outline)) >= 3 for outline in corners(path))


def test_the_whole_map_is_small_enough_for_a_phone(north_carolina: Shapes) -> None:
    drawn = paths(north_carolina, 1000)
    svg = "".join(f'<path id="c{id}" d="{path}"/>' for id, path in drawn.items())
    assert len(gzip.compress(svg.encode())) < 6_000


def test_borders_fit_together_however_coarse(north_carolina: Shapes) -> None:
    for tolerance in (1, 20, 100):
        drawn = paths(north_carolina, 1000, tolerance)
        for one, other in (("37063", "37183"), ("37155", "37047"), ("37119", "37025")):
            assert len(set(corners(drawn[one])[0]) & set(corners(drawn[other])[0])) >= 2


@pytest.mark.parametrize("state", ["02", "15", "11"])
def test_far_states_fit_their_own_map(north_carolina: Shapes, state: str) -> None:
    path = Path(__file__).parents[3] / "node_modules" / "us-atlas" / "counties-10m.json"
    west, north, east, south = load_shapes(path, state).bounds
    assert 0 < east - west < 5000
    assert 0 < south - north < 3000


@pytest.mark.corpora
def test_counties_that_share_a_border_are_the_published_ones(north_carolina: Shapes, corpora: Path) -> None:
    with (corpora / "data" / "equity" / "nc_county_adjacency.csv").open(encoding="utf-8", newline="") as file:
        published = {
            (min(pair), max(pair))
            for pair in ((row["fips_a"], row["fips_b"]) for row in csv.DictReader(file))
        }
    assert neighbours(north_carolina) == published


@pytest.mark.corpora
def test_areas_are_the_published_ones(north_carolina: Shapes, corpora: Path) -> None:
    """Published is land alone; the shapes hold lakes, rivers and some of the sounds, but not the open sea."""
    with (corpora / "data" / "equity" / "nc_county_master.csv").open(encoding="utf-8", newline="") as file:
        land = {row["FIPS"]: float(row["AREA_SQMI"]) * 2.589988 for row in csv.DictReader(file)}
    drawn = {fips: area_km2(north_carolina, fips) for fips in land}
    assert all(drawn[fips] > 0.985 * land[fips] for fips in land)
    assert sum(drawn[fips] < 1.03 * land[fips] for fips in land) >= 75
    assert sum(land.values()) < sum(drawn.values()) < 139_391  # land and water of the state, U.S. Census
