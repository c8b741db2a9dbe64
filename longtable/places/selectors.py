"""Where things are. Places are public knowledge, so these selectors need no actor; what is not
confirmed comes out marked, and whoever publishes must look at the mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from longtable.core.access import Actor, Missing, Permission
from longtable.places.models import (
    Area,
    AreaQuerySet,
    Population,
    Region,
    RegionArea,
    RegionAreaQuerySet,
    RegionScheme,
)
from longtable.places.packs import available, state_code
from longtable.places.packs import help_line as help_line_of
from longtable.places.packs import open_meetings as open_meetings_of


@dataclass(frozen=True)
class RegionAssignment:
    """That a region holds an area on a day. ``certain`` is what may be published as a fact."""

    region: Region
    area: Area
    basis: RegionArea.Basis
    since: date
    certain: bool
    holding: RegionArea

    @classmethod
    def of(cls, holding: RegionArea) -> "RegionAssignment":
        """From a holding with its region and area loaded."""
        return cls(
            region=holding.region,
            area=holding.area,
            basis=RegionArea.Basis(holding.basis),
            since=holding.valid_from,
            certain=holding.basis != RegionArea.Basis.UNVERIFIED,
            holding=holding,
        )


@dataclass(frozen=True)
class PeopleCount:
    """How many people, by whose count and of which year."""

    count: int
    year: int
    source: str


def home_state() -> Area | None:
    """The state that this installation serves: that of ``LONGTABLE_STATE``, else the only one loaded."""
    states = Area.objects.filter(level=Area.Level.STATE)
    if code := state_code(settings.STATE):
        return states.filter(code=code).first()
    return states.order_by("created_at").first()


def help_line() -> Mapping[str, Any]:
    """The line that knows services in the state served here: ``name`` by language, ``phone``; or empty."""
    return help_line_of(_home_pack())


def notice_rules() -> tuple[Mapping[str, Any], ...]:
    """By when notice of a public body's meeting must stand in the state served here, the usual case first."""
    return open_meetings_of(_home_pack())


def counties(state: Area | None = None) -> AreaQuerySet:
    """The counties of ``state``, or of the state served here, by name."""
    return Area.objects.counties(state or home_state())


def schemes() -> list[RegionScheme]:
    """Every scheme, by slug."""
    return list(RegionScheme.objects.all())


def region_of(area: Area, scheme: RegionScheme | str, day: date | None = None) -> RegionAssignment | None:
    """The region of ``scheme`` (or its slug) that holds ``area`` on ``day``, today if not given."""
    return regions_of([area], scheme, day).get(area.pk)


def regions_of(
    areas: Iterable[Area], scheme: RegionScheme | str, day: date | None = None
) -> dict[object, RegionAssignment]:
    """Area id to the region that holds it. One query, whatever the number of areas."""
    slug = scheme if isinstance(scheme, str) else scheme.slug
    held = _held(day).filter(area__in=list(areas), region__scheme__slug=slug)
    return {holding.area_id: RegionAssignment.of(holding) for holding in held}


def areas_of(
    region: Region, day: date | None = None, *, certain_only: bool = False
) -> list[RegionAssignment]:
    """The areas that ``region`` holds on ``day``, by name; all of them marked, or the certain ones."""
    held = _held(day).filter(region=region).order_by("area__name")
    return [RegionAssignment.of(holding) for holding in (held.confirmed() if certain_only else held)]


def population(
    area: Area,
    stratum: str = Population.EVERYBODY,
    group: str = Population.EVERYBODY,
    year: int | None = None,
) -> PeopleCount | None:
    """How many people of ``group`` live in ``area``; the newest count if no ``year`` is given.

    A state without a count of its own is the sum of its counties, if all of them have that count.
    ``None`` when nobody counted: never zero.
    """
    wanted = Population.objects.filter(stratum=stratum, group=group).order_by("-year", "source")
    if year is not None:
        wanted = wanted.filter(year=year)
    if own := wanted.filter(area=area).first():
        return PeopleCount(own.count, own.year, own.source)
    inner = area.children.count()
    of_inner = wanted.filter(area__parent=area)
    newest = of_inner.first()
    if newest is None:
        return None
    same = of_inner.filter(year=newest.year, source=newest.source)
    if same.count() < inner:
        return None
    return PeopleCount(same.aggregate(people=Sum("count"))["people"], newest.year, newest.source)


def populations(areas: Iterable[Area]) -> dict[object, PeopleCount]:
    """Area id to the newest count of everybody there. One query."""
    counts = Population.objects.filter(
        area__in=list(areas), stratum=Population.EVERYBODY, group=Population.EVERYBODY
    ).order_by("year", "-source")
    return {each.area_id: PeopleCount(each.count, each.year, each.source) for each in counts}


def unconfirmed(by: Actor) -> list[RegionArea]:
    """Holdings of today that wait for ``by`` to confirm them, by scheme and area."""
    waiting = _editable(by, _held(None)).filter(basis=RegionArea.Basis.UNVERIFIED)
    return list(waiting.order_by("region__scheme__slug", "area__name"))


def holding_for(by: Actor, pk: UUID) -> RegionArea:
    """One holding that ``by`` may change. Raises ``Missing`` for any other."""
    rows = RegionArea.objects.select_related("region__scheme", "area")
    found = _editable(by, rows).filter(pk=pk).first()
    if found is None:
        raise Missing(f"No holding {pk}")
    return found


def _editable(by: Actor, rows: RegionAreaQuerySet) -> RegionAreaQuerySet:
    if by.is_statewide(Permission.EDIT_PLACES):
        return rows
    areas = [area for scope in by.scopes(Permission.EDIT_PLACES) for area in scope.areas]
    return rows.filter(area__in=areas)


def _held(day: date | None) -> RegionAreaQuerySet:
    rows = RegionArea.objects.on(day or timezone.localdate())
    return rows.select_related("region__scheme", "area")


def _home_pack() -> str:
    """Slug of the pack of the state served here; empty where none comes along."""
    state = None if settings.STATE else home_state()
    packs = [slug for slug in available() if state and state_code(slug) == state.code]
    return settings.STATE or next(iter(packs), "")
