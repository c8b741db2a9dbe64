"""Everybody may look at places; the map stays with the browser until a fact changes."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

from longtable.accounts.models import User
from longtable.places import maps
from longtable.places.models import RegionArea
from tests.cast import signed_in

SQUARES = {"99001": [0, 1], "99003": [1, 2], "99005": [2, 3]}


@pytest.fixture(autouse=True)
def shapes(tmp_path: Path, settings: Settings) -> Path:
    """Three square counties in a row."""
    arcs = [[[x, 35], [x + 1, 35], [x + 1, 36], [x, 36], [x, 35]] for x in (-80, -79, -78)]
    geometries = [
        {"type": "Polygon", "id": code, "arcs": [[place]], "properties": {"name": code}}
        for place, code in enumerate(SQUARES)
    ]
    file = tmp_path / "shapes.json"
    file.write_text(
        json.dumps(
            {
                "type": "Topology",
                "arcs": arcs,
                "objects": {"counties": {"type": "GeometryCollection", "geometries": geometries}},
            }
        )
    )
    settings.MAP_SHAPES = file
    return file


def map_url(client: Client) -> str:
    page = client.get("/places/").content.decode()
    return page.split('<img src="')[1].split('"')[0].replace("&amp;", "&")


def test_everybody_sees_the_counties_and_what_is_not_confirmed(longland: Path, client: Client) -> None:
    page = client.get("/places/").content.decode()
    assert "Counties of Longland" in page
    assert "East: 1 county; West: 1 county; not confirmed: 1 county." in page
    assert page.count("not confirmed") >= 3
    assert "Feb. 1, 2024" in page


def test_the_page_stands_without_shapes(longland: Path, client: Client, settings: Settings) -> None:
    settings.MAP_SHAPES = Path("/nowhere.json")
    page = client.get("/places/").content.decode()
    assert "Alder" in page
    assert "<img" not in page


@pytest.mark.django_db
def test_before_a_state_is_loaded_the_page_says_so(client: Client) -> None:
    assert "No places yet" in client.get("/places/").content.decode()


def test_an_unknown_scheme_shows_the_first(longland: Path, client: Client) -> None:
    assert "Health teams" in client.get("/places/?scheme=nonsense").content.decode()


def test_a_map_says_in_words_what_it_shows(longland: Path, client: Client) -> None:
    drawn = client.get(map_url(client)).content.decode()
    assert '<title id="title">Health teams, Longland</title>' in drawn
    assert "<title>Birch: not confirmed</title>" in drawn
    assert drawn.count('fill="url(#hatch)"') == 1


def test_a_map_keeps_until_a_fact_changes(longland: Path, client: Client) -> None:
    before = map_url(client)
    response = client.get(before)
    assert "immutable" in response["Cache-Control"]
    again = client.get(before, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    RegionArea.objects.filter(area__code="99003").update(basis=RegionArea.Basis.SOURCED)
    assert map_url(client) != before
    assert "immutable" not in client.get(before)["Cache-Control"]


def test_a_map_travels_packed(longland: Path, client: Client) -> None:
    response = client.get(map_url(client), headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.content).startswith(b"<svg")


@pytest.mark.parametrize("path", ["/places/map/nothing.en.svg", "/places/map/teams.xx.svg"])
def test_a_map_that_is_none_is_not_found(longland: Path, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_map_speaks_the_language_of_its_address(longland: Path, client: Client) -> None:
    drawn = client.get(reverse("places:map", args=["teams", "es"])).content.decode()
    assert "Equipos de salud" in drawn
    assert translation.get_language() == "en"


def test_a_name_cannot_break_out_of_a_map(longland: Path) -> None:
    drawn = maps.draw("99", [maps.Piece("99001", None, "<script>")], title='"<x>', description="&")
    assert b"<script>" not in drawn
    assert b"<x>" not in drawn


def test_the_table_comes_as_a_file_with_its_doubts(longland: Path, client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/places/counties.csv").content.decode())))
    assert [(row["county"], row["region"], row["certain"]) for row in rows] == [
        ("Alder", "east", "yes"),
        ("Birch", "east", "no"),
        ("Cedar", "west", "yes"),
    ]


def test_staff_confirm_a_region(longland: Path, client: Client, faye: User) -> None:
    signed_in(client, faye)
    assert "Birch" in client.get("/places/confirm/").content.decode()
    holding = RegionArea.objects.get(area__code="99003")
    where = reverse("places:confirm", args=[holding.pk])
    assert "This field is required" in client.post(where, {"source": " "}).content.decode()
    assert client.post(where, {"source": "The official map"}).status_code == 302
    assert "Everything is confirmed" in client.get("/places/confirm/").content.decode()


def test_who_may_not_change_places_does_not_get_there(longland: Path, client: Client, dev: User) -> None:
    signed_in(client, dev)
    holding = RegionArea.objects.get(area__code="99003")
    assert client.get("/places/confirm/").status_code == 403
    assert client.post(reverse("places:confirm", args=[holding.pk]), {"source": "x"}).status_code == 403


def test_a_holding_that_is_none_is_not_found(longland: Path, client: Client, faye: User) -> None:
    signed_in(client, faye)
    assert client.get("/places/confirm/01938b4e-0000-7000-8000-000000000000/").status_code == 404
