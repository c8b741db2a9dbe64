"""Keeping the seats of a council, whoever sits on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max

from longtable.core.access import Actor, action, require
from longtable.core.audit import record
from longtable.core.localized import LocalizedText
from longtable.core.work import emit
from longtable.councils.models import Council, Seat
from longtable.councils.policies import may_run
from longtable.places.models import Area


class StillHeld(Exception):
    """Somebody sits there: their term has to end first."""


@dataclass(frozen=True)
class SeatPlan:
    """Whose seat it is. The fields are those of :class:`Seat`; without a number it gets the next one."""

    name: LocalizedText
    category: str
    number: int | None = None
    is_voting: bool = True
    where: LocalizedText = field(default_factory=LocalizedText)
    areas: Iterable[Area] = ()
    appointed_by: LocalizedText = field(default_factory=LocalizedText)
    lived_experience: str = ""
    eligibility: LocalizedText = field(default_factory=LocalizedText)
    takes_applications: bool = True

    def columns(self) -> dict[str, Any]:
        """What goes into the row, number and areas apart."""
        return {name: value for name, value in vars(self).items() if name not in ("areas", "number")}


@action
def add_seat(*, by: Actor, council: Council, plan: SeatPlan) -> Seat:
    """The council has one seat more, and it is free."""
    require(by, may_run(by, council.organization_id, council.area_ids()))
    Council.objects.select_for_update().get(pk=council.pk)  # two at once do not get one number
    last = council.seats.aggregate(last=Max("number"))["last"] or 0
    seat = Seat.objects.create(council=council, number=plan.number or last + 1, **plan.columns())
    seat.areas.set(plan.areas)
    record(by, "councils.seat.added", seat, council, fields=[*plan.columns(), "number", "areas"])
    emit("councils.changed", council_id=str(council.pk))
    return seat


@action
def edit_seat(*, by: Actor, seat: Seat, plan: SeatPlan) -> Seat:
    """Whose seat it is, changes; who sits there, stays."""
    require(by, may_run(by, seat.council.organization_id, seat.council.area_ids()))
    wanted = plan.columns() | ({"number": plan.number} if plan.number else {})
    changed = [name for name, value in wanted.items() if getattr(seat, name) != value]
    for name in changed:
        setattr(seat, name, wanted[name])
    seat.save(update_fields=changed)
    seat.areas.set(plan.areas)
    record(by, "councils.seat.edited", seat, fields=[*changed, "areas"])
    emit("councils.changed", council_id=str(seat.council_id))
    return seat


@action
def close_seat(*, by: Actor, seat: Seat, day: date) -> Seat:
    """The seat no longer exists; what was, stays. Raises :class:`StillHeld`."""
    require(by, may_run(by, seat.council.organization_id, seat.council.area_ids()))
    if seat.terms.on(day).exists():
        raise StillHeld
    seat.closed_on = day
    seat.save(update_fields=["closed_on"])
    record(by, "councils.seat.closed", seat, fields=["closed_on"])
    emit("councils.changed", council_id=str(seat.council_id))
    return seat
