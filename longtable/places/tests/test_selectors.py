"""Which region holds a county depends on the day, the scheme, and how sure we are."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from longtable.places.models import Area, Population, Region, RegionArea
from longtable.places.overview import overview_of
from longtable.places.selectors import areas_of, home_state, population, region_of, regions_of, schemes

TODAY = date(2026, 11, 21)


@pytest.fixture
def alder(longland: Path) -> Area:
    return Area.objects.get(code="99001")


@pytest.fixture
def birch(longland: Path) -> Area:
    return Area.objects.get(code="99003")


def test_a_region_holds_a_county_from_its_first_day_on(alder: Area) -> None:
    assert region_of(alder, "teams", date(2024, 1, 31)) is None
    held = region_of(alder, "teams", date(2024, 2, 1))
    assert held
    assert (held.region.code, held.certain) == ("east", True)


def test_a_county_that_moved_is_in_each_region_in_its_time(alder: Area) -> None:
    west, moved = Region.objects.get(code="west"), date(2025, 7, 1)
    RegionArea.objects.filter(area=alder).update(valid_to=moved)
    RegionArea.objects.create(region=west, area=alder, valid_from=moved, basis=RegionArea.Basis.SOURCED)
    before, after = region_of(alder, "teams", date(2025, 6, 30)), region_of(alder, "teams", moved)
    assert before
    assert after
    assert (before.region.code, after.region.code) == ("east", "west")


def test_what_is_not_confirmed_is_marked_and_can_be_left_out(birch: Area) -> None:
    held = region_of(birch, "teams", TODAY)
    assert held
    assert not held.certain
    east = held.region
    assert [str(each.area) for each in areas_of(east, TODAY)] == ["Alder", "Birch"]
    assert [str(each.area) for each in areas_of(east, TODAY, certain_only=True)] == ["Alder"]


def test_an_unknown_scheme_holds_nothing(alder: Area) -> None:
    assert region_of(alder, "other", TODAY) is None


def test_regions_of_many_counties_cost_one_query(
    longland: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    areas = list(Area.objects.counties())
    with django_assert_num_queries(1):
        assert len(regions_of(areas, "teams", TODAY)) == 3


def test_a_state_has_the_people_of_its_counties(longland: Path) -> None:
    state = home_state()
    assert state
    people = population(state)
    assert people
    assert (people.count, people.source) == (3500, "Census")


def test_a_state_is_not_summed_when_a_county_is_missing(longland: Path) -> None:
    Population.objects.filter(area__code="99005").delete()
    state = home_state()
    assert state
    assert population(state) is None


def test_nobody_counted_is_not_zero(alder: Area) -> None:
    assert population(alder, "age", "75+") is None
    assert population(alder, year=1990) is None


def test_only_what_is_certain_is_counted(longland: Path) -> None:
    overview = overview_of(schemes()[0], TODAY)
    assert overview
    assert [(line.region.code, line.counties, line.in_doubt, line.people) for line in overview.lines] == [
        ("east", 1, 1, None),
        ("west", 1, 0, 2000),
    ]
    assert overview.sentence == "East: 1 county; West: 1 county; not confirmed: 1 county."


@pytest.mark.django_db
def test_before_a_state_is_loaded_there_is_no_overview() -> None:
    assert home_state() is None
