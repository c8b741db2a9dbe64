"""Where a place lies whose position a source does not know: roughly, in the middle of its ZIP code."""

from collections import defaultdict
from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from typing import Any, cast
from uuid import UUID

from longtable.core.imports import Entry
from longtable.directory.models import Location, OrganizationEntry
from longtable.directory.search.points import locate_postal_codes

Write = Callable[[], Any]
_POINT = ("latitude", "longitude")


def place_by_addresses(addresses: Sequence[Entry]) -> list[Write]:
    """What puts places where their addresses are, and into a county, they and whose they are."""
    codes: dict[UUID, str] = {}
    for entry in addresses:
        code, location = entry.values.get("postal_code"), entry.values.get("location_id")
        if code and location and entry.values.get("address_type") != Location.Kind.POSTAL:
            codes.setdefault(location, code)
    points = locate_postal_codes(list(set(codes.values()))) if codes else {}
    by_code: dict[str, list[UUID]] = defaultdict(list)
    for location, code in codes.items():
        by_code[code].append(location)
    writes: list[Write] = []
    for code, locations in by_code.items():
        if point := points.get(code):
            there = Location.objects.filter(pk__in=locations)
            nowhere = there.filter(latitude=None, location_type=Location.Kind.PHYSICAL)
            rough = {"latitude": point.latitude, "longitude": point.longitude, "position_is_rough": True}
            writes.append(partial(nowhere.update, **rough))
            if point.area_id:
                writes.append(partial(there.filter(area=None).update, area=point.area_id))
                of_nowhere = OrganizationEntry.objects.filter(area=None, locations__in=locations)
                writes.append(partial(_settle, of_nowhere.values_list("pk", flat=True), point.area_id))
    return writes


def let_rough_positions_go(places: Sequence[Entry]) -> list[Write]:
    """What takes a source's position for a place that only has a rough one.

    Where the source still knows none, the rough one stays: the entry says nothing of it then.
    """
    rough = set(
        Location.objects.filter(
            pk__in=[entry.values["id"] for entry in places], position_is_rough=True
        ).values_list("pk", flat=True)
    )
    writes: list[Write] = []
    for entry in places:
        if entry.values["id"] in rough and not {*_POINT} - entry.values.keys():
            values = cast(MutableMapping[str, Any], entry.values)
            told = {name: values.pop(name) for name in _POINT}
            if told["latitude"] is not None:
                here = Location.objects.filter(pk=values["id"])
                writes.append(partial(here.update, position_is_rough=False, **told))
    return writes


def _settle(entries: Any, area: UUID) -> None:
    OrganizationEntry.objects.filter(pk__in=list(entries)).update(area=area)
