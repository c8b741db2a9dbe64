"""Examples of places for the laws of the house."""

from collections.abc import Callable
from typing import Any

from longtable.places.models import Area, Region, RegionArea, RegionScheme
from tests.cast import AreaFactory, RegionFactory


def _in_doubt(area: Area) -> RegionArea:
    holding = RegionArea.objects.get(area=area, region__scheme__slug="teams")
    RegionArea.objects.filter(pk=holding.pk).update(basis=RegionArea.Basis.UNVERIFIED)
    return holding


def _county(code: str) -> Area:
    return Area.objects.get(code=code)


def routes() -> dict[str, dict[str, Any]]:
    """The map of the agency's regions, and a county of which nobody is sure."""
    return {
        "places:map": {"slug": "teams", "language": "en"},
        "places:confirm": {"holding_id": _in_doubt(_county("99001")).pk},
    }


def arguments() -> dict[str, dict[str, Any]]:
    """A region that does hold a county in doubt."""
    return {"places.confirm_holding": {"holding": _in_doubt(_county("99001"))}}


def scopes() -> dict[str, dict[str, dict[str, Any]]]:
    """A county in the east and one in the west."""
    return {
        "places:confirm": {
            "own region": {"holding_id": _in_doubt(_county("99001")).pk},
            "other region": {"holding_id": _in_doubt(_county("99005")).pk},
        }
    }


def lists() -> dict[str, Callable[[int], None]]:
    """More counties, more counties in doubt."""
    return {"places:index": _more_counties, "places:waiting": _more_counties}


def _more_counties(count: int) -> None:
    state, scheme = Area.objects.get(code="99"), RegionScheme.objects.get(slug="teams")
    region: Region = RegionFactory(scheme=scheme)
    for area in AreaFactory.create_batch(count, parent=state):
        RegionArea.objects.create(
            region=region, area=area, valid_from="2020-01-01", basis=RegionArea.Basis.UNVERIFIED
        )
