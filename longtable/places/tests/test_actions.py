"""Staff say which region holds a county, on what ground, and never two at once."""

from datetime import date
from pathlib import Path

import pytest

from longtable.accounts.models import User
from longtable.core.access import Denied
from longtable.core.audit import subjects_of
from longtable.places.actions import AlreadyHeld, WrongPeriod, add_holding, confirm_holding, end_holding
from longtable.places.models import Region, RegionArea
from tests.cast import actor


@pytest.fixture
def holding(longland: Path) -> RegionArea:
    """That the east holds Birch, which nobody confirmed."""
    return RegionArea.objects.get(area__code="99003")


def test_a_confirmed_holding_is_certain_and_audited(holding: RegionArea, faye: User) -> None:
    confirm_holding(by=actor(faye), holding=holding, source="The official map, 2026")
    holding.refresh_from_db()
    assert (holding.basis, holding.note) == ("sourced", "The official map, 2026")
    assert subjects_of("places.regionarea", holding.pk)[0].verb == "places.holding.confirmed"


def test_confirming_twice_keeps_the_first_source(holding: RegionArea, faye: User) -> None:
    confirm_holding(by=actor(faye), holding=holding, source="First")
    confirm_holding(by=actor(faye), holding=holding, source="Second")
    holding.refresh_from_db()
    assert holding.note == "First"


def test_a_county_moves_by_ending_and_adding(holding: RegionArea, faye: User) -> None:
    day, west = date(2026, 7, 1), Region.objects.get(code="west")
    by, area = actor(faye), holding.area
    with pytest.raises(AlreadyHeld):
        add_holding(by=by, region=west, area=area, valid_from=day, source="A letter")
    end_holding(by=by, holding=holding, valid_to=day)
    added = add_holding(by=by, region=west, area=area, valid_from=day, source="A letter")
    assert list(RegionArea.objects.on(day).filter(area=area)) == [added]


def test_nothing_ends_before_it_began(holding: RegionArea, faye: User) -> None:
    with pytest.raises(WrongPeriod):
        end_holding(by=actor(faye), holding=holding, valid_to=holding.valid_from)


def test_a_stranger_changes_nothing(holding: RegionArea, eve: User) -> None:
    by, day = actor(eve), date(2026, 7, 1)
    with pytest.raises(Denied):
        confirm_holding(by=by, holding=holding, source="x")
    with pytest.raises(Denied):
        end_holding(by=by, holding=holding, valid_to=day)
    with pytest.raises(Denied):
        add_holding(by=by, region=holding.region, area=holding.area, valid_from=day, source="x")
