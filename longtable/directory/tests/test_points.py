"""A county, a ZIP code or a town is understood as people type it."""

from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from longtable.core.access import Actor
from longtable.core.imports import UnreadableSource
from longtable.directory.actions.loading import load_needs, load_points
from longtable.directory.models import PlacePoint, Taxonomy, TaxonomyTerm
from longtable.directory.search.needs import LONGEST_PHRASE, _phrases, all_needs
from longtable.directory.search.points import locate_postal_code, middle_of, miles_between, place_in, place_of
from longtable.places.models import Area
from tests.cast import AreaFactory

BY = Actor.system("tests")


@pytest.fixture(scope="module")
def known_points(shared_rows: DjangoDbBlocker) -> Area:
    """Three counties of North Carolina and what lies in them; its lists take a second to read."""
    with shared_rows.unblock():
        state = AreaFactory(level=Area.Level.STATE, code="37", name="North Carolina")
        counties = {"37155": "Robeson", "37067": "Forsyth", "37135": "Orange"}
        for code, name in counties.items():
            AreaFactory(level=Area.Level.COUNTY, code=code, name=name, parent=state)
        load_points(by=BY)
    return state


@pytest.fixture
def north_carolina(known_points: Area, db: None) -> Area:
    """The state whose points are known."""
    return known_points


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("27510", "zip", "27510"),
        ("28358-1234", "zip", "28358"),
        ("Robeson", "county", "Robeson"),
        ("robeson county, NC", "county", "Robeson"),
        ("condado de Robeson", "county", "Robeson"),
        ("Robsen County", "county", "Robeson"),
        ("LUMBERTON", "town", "Lumberton"),
        ("Lumberton, North Carolina", "town", "Lumberton"),
        ("lumbertn", "town", "Lumberton"),
        ("Winstom Salem", "town", "Winston-Salem"),
        ("St. Pauls", "town", "Saint Pauls"),
    ],
)
def test_it_is_understood(north_carolina: Area, typed: str, kind: str, label: str) -> None:
    place = place_of(typed)
    assert place
    assert (place.kind, place.label) == (kind, label)
    assert place.point or (place.area and middle_of(place.area))


@pytest.mark.parametrize("typed", ["", "a", "New York", "99999", "xyzzy county", "🙂"])
def test_what_we_do_not_know_is_not_guessed(north_carolina: Area, typed: str) -> None:
    assert place_of(typed) is None


def test_a_place_within_a_question_is_taken_out_of_it(north_carolina: Area) -> None:
    said = [place_in(words) for words in QUESTIONS]
    assert [found and (found[0], found[1].label) for found in said] == [
        ("food", "Lumberton"),
        ("comida gratis", "Robeson"),
        ("rent help", "27510"),
        None,
        None,
    ]


QUESTIONS = [
    "food in Lumberton",
    "comida gratis cerca de Robeson",
    "rent help near 27510",
    "help in Spanish",
    "in Lumberton",
]


def test_a_zip_code_has_a_point_and_its_county(north_carolina: Area) -> None:
    found = locate_postal_code("27510-0001")
    assert found
    assert str(found.area) == "Orange"
    assert miles_between((found.latitude, found.longitude), (35.91, -79.08)) < 1
    assert locate_postal_code("") is None


def test_loading_again_changes_nothing(north_carolina: Area) -> None:
    before = set(PlacePoint.objects.values_list("pk", flat=True))
    assert load_points(by=BY) == len(before)
    assert set(PlacePoint.objects.values_list("pk", flat=True)) == before


def test_a_list_that_is_not_there_is_said(north_carolina: Area, settings: Settings, tmp_path: Path) -> None:
    settings.ZIP_POINTS = tmp_path / "none.js"
    with pytest.raises(UnreadableSource):
        load_points(by=BY)


@pytest.mark.django_db
def test_needs_are_loaded_once_and_corrected_when_the_list_was() -> None:
    taxonomy = load_needs(by=BY)
    assert TaxonomyTerm.objects.filter(taxonomy=taxonomy).count() == len(all_needs())
    Taxonomy.objects.update(version="older")
    TaxonomyTerm.objects.filter(code="food.pantry").update(code="food.pantry", synonyms={})
    assert load_needs(by=BY).pk == taxonomy.pk
    term = TaxonomyTerm.objects.get(code="food.pantry")
    assert term.parent
    assert (term.parent.code, bool(term.synonyms["es"])) == ("food", True)


def test_every_need_has_words_in_both_languages_and_a_wider_one() -> None:
    needs = all_needs()
    for need in needs.values():
        assert need.words["en"], need.code
        assert need.words["es"], need.code
        assert not need.parent or need.parent in needs
    assert max(map(len, _phrases(asking=True))) <= LONGEST_PHRASE
