"""Saying which region holds an area, from when to when, and on what ground."""

from datetime import date

from django.db.models import Q

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.places.models import Area, Region, RegionArea
from longtable.places.policies import may_edit


class AlreadyHeld(ValueError):
    """Another region of the same scheme holds the area in that time."""


class WrongPeriod(ValueError):
    """The end does not lie after the beginning."""


@action
def confirm_holding(*, by: Actor, holding: RegionArea, source: str) -> RegionArea:
    """Somebody looked it up: from now on the region may be published for these people's county.

    ``source`` is where it was read. A holding that is sourced already stays as it is.
    """
    require(by, may_edit(by, holding.area))
    if holding.basis == RegionArea.Basis.SOURCED:
        return Unchanged(holding)  # type: ignore[return-value]
    holding.basis, holding.note = RegionArea.Basis.SOURCED, source
    holding.save(update_fields=["basis", "note"])
    record(by, "places.holding.confirmed", holding, holding.area, fields=("basis", "note"))
    return holding


@action
def end_holding(*, by: Actor, holding: RegionArea, valid_to: date) -> RegionArea:
    """The region no longer holds the area from ``valid_to`` on. Raises :class:`WrongPeriod`."""
    require(by, may_edit(by, holding.area))
    if valid_to <= holding.valid_from:
        raise WrongPeriod(f"{valid_to} does not lie after {holding.valid_from}")
    holding.valid_to = valid_to
    holding.save(update_fields=["valid_to"])
    record(by, "places.holding.ended", holding, holding.area, fields=("valid_to",))
    return holding


@action
def add_holding(*, by: Actor, region: Region, area: Area, valid_from: date, source: str) -> RegionArea:
    """The region holds the area from ``valid_from`` on, as ``source`` says.

    Raises :class:`AlreadyHeld` while another region of the scheme does: end that first.
    """
    require(by, may_edit(by, area))
    Area.objects.select_for_update().get(pk=area.pk)  # two who add at once wait for each other
    still = RegionArea.objects.filter(area=area, region__scheme=region.scheme_id)
    if still.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).exists():
        raise AlreadyHeld(f"{area} is held by a region of this scheme after {valid_from}")
    holding = RegionArea.objects.create(
        region=region, area=area, valid_from=valid_from, basis=RegionArea.Basis.SOURCED, note=source
    )
    record(by, "places.holding.added", holding, area, fields=("region", "valid_from"))
    return holding
