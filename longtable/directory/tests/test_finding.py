"""Anybody asks for help and gets an answer, whatever they typed."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from longtable.config.logs import mask
from longtable.directory import maps
from longtable.directory.models import Phone
from longtable.directory.tests.directory_of import knows_words, service
from longtable.places.maps import has_shapes
from longtable.places.models import Area
from tests.cast import AreaFactory

pytestmark = pytest.mark.django_db

Page = Callable[[str], str]


@pytest.fixture
def page(client: Client) -> Page:
    """What one reads after asking so."""
    return lambda asked: client.get(f"/find/?{asked}").content.decode()


def test_an_empty_page_shows_what_people_need_and_where_help_is_in_danger(page: Page) -> None:
    shown = page("")
    assert "?need=food#found" in shown
    assert 'href="tel:988"' in shown


@pytest.mark.parametrize(
    "asked", ["q=%00", "miles=x", "age=-3", "age=abc", "at=91,0", "at=x", "page=0", "page=x", "speaks=xx"]
)
def test_nothing_that_is_typed_breaks_the_page(client: Client, asked: str) -> None:
    service("Food pantry", "Bread")
    assert client.get(f"/find/?q=food&{asked}").status_code == 200


def test_a_result_says_who_what_and_whom_to_call(page: Page) -> None:
    made = service("Food pantry", "Bread and beans", by="Good Neighbors", town="Alder", at=(34.6, -79.0))
    Phone.objects.create(service=made, number="910-555-0101", type="fax")
    Phone.objects.create(service=made, number="910-555-0102", type="voice")
    shown = page("q=pantry")
    assert "Good Neighbors" in shown
    assert 'href="tel:9105550102"' in shown
    assert "0101" not in shown
    assert "destination=1+Main+Street%2C+Alder" in shown


def test_a_draft_is_not_found(page: Page) -> None:
    service("Food pantry", "Bread", published=False)
    assert "We found nothing for this" in page("q=pantry")


def test_a_result_costs_no_more_queries_than_ten(page: Page) -> None:
    _pantries(1)
    page("q=pantry")
    with CaptureQueriesContext(connection) as one:
        page("q=pantry")
    _pantries(9)
    with CaptureQueriesContext(connection) as ten:
        page("q=pantry")
    assert len(ten) == len(one)


def test_who_finds_nothing_may_leave_out_each_wish(page: Page) -> None:
    shown = page("q=zzzz&open_now=on&speaks=es&miles=5&near=Alder")
    assert "?q=zzzz&amp;speaks=es&amp;miles=5&amp;near=Alder" in shown
    assert "?q=zzzz&amp;open_now=on&amp;speaks=es&amp;miles=5" in shown


def test_words_of_danger_bring_help_first(page: Page) -> None:
    assert 'class="danger"' in page("q=I+want+to+kill+myself")
    assert 'class="danger"' not in page("q=food")


def test_a_position_in_an_address_is_no_house(client: Client) -> None:
    shown = client.get("/find/?q=food&at=34.617234,-79.005678").content.decode()
    assert 'value="34.62,-79.01"' in shown
    assert "34.6172" not in shown.partition('<form class="find-box"')[2].partition("</form>")[0]


def test_nobody_keeps_the_answer_in_between(client: Client) -> None:
    assert "no-store" in client.get("/find/?q=food").headers["Cache-Control"]


def test_what_somebody_looks_for_is_not_written_into_logs() -> None:
    line = mask("GET /find/?q=shelter&near=28358&at=34.62,-79.01&page=2 500")
    assert line == "GET /find/?q=[masked]&near=[masked]&at=[masked]&page=2 500"


def test_the_page_after_the_last_is_the_last(client: Client) -> None:
    _pantries(2)
    assert client.get("/find/?q=pantry&page=7").status_code == 302


@pytest.fixture
def state(db: None) -> Area:
    """A state whose county shapes there are."""
    if not has_shapes():
        pytest.skip("the map shapes of us-atlas are not installed")
    return AreaFactory(level=Area.Level.STATE, code="37", name="North Carolina")


def test_the_map_shows_the_numbers_of_the_list(client: Client, state: Area) -> None:
    answer = client.get("/find/map.svg?places=1,34.617,-79.006;12,35.052,-78.878")
    drawn = answer.content.decode()
    assert ">1</text>" in drawn
    assert ">12</text>" in drawn
    assert len(drawn) < 60_000
    assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("places", ["", "x", "1,2", "1,34.6,-79.0;drop", "1,345.6,-79.0"])
def test_a_map_of_nothing_is_none(client: Client, state: Area, places: str) -> None:
    assert client.get(f"/find/map.svg?places={places}").status_code == 404


def test_two_numbers_at_one_place_stand_side_by_side() -> None:
    same = [maps.Numbered(number, 34.617, -79.006) for number in range(1, 6)]
    spots = {at for _place, at in maps.apart(same, maps.around(same))}
    assert len(spots) == 5


def test_what_is_written_into_the_address_of_a_map_is_read_back() -> None:
    places = [maps.Numbered(1, 34.617, -79.006), maps.Numbered(12, 35.05, -78.878)]
    assert maps.read(maps.written(places)) == places


def test_the_first_page_leads_to_help(client: Client) -> None:
    assert 'action="/find/#found"' in client.get("/").content.decode()


def test_the_menu_leads_to_help_in_both_languages(client: Client) -> None:
    for language, _name in settings.LANGUAGES:
        assert 'href="/find/"' in client.get(f"/places/?lang={language}").content.decode()


def _pantries(count: int) -> None:
    for number in range(count):
        service("Food pantry", "Bread", by=f"Neighbors {number}", town="Alder", at=(34.6, -79.0))


def test_who_was_corrected_may_insist(page: Page) -> None:
    knows_words()
    service("Food bank", "Bread", needs=["food.pantry"])
    assert "q=fod+bank&amp;exact=on" in page("q=fod+bank&page=1")
    assert "instead of" not in page("q=fod+bank&exact=on")
    assert "?need=food#found" in page("exact=on")


def test_what_may_no_longer_run_is_marked(page: Page) -> None:
    service("Food pantry", "Bread")
    service("Other pantry", "Bread", status="active")
    assert page("q=pantry").count("We do not know whether this service still runs.") == 1
