"""Who sits where: seating, ending, coming or not coming. No rule ends a term by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.work import emit
from longtable.councils.models import Application, Attendance, Council, Seat, Term
from longtable.councils.policies import may_run
from longtable.councils.selectors.standing import Objection, objections_to
from longtable.people.actions import name_person
from longtable.people.demographics import Answers
from longtable.people.models import Person
from longtable.places.models import Area


class SeatHeld(Exception):
    """Somebody sits there until a later day."""


class RulesSpeakAgainst(Exception):
    """The rules speak against seating this person; with a reason it can be done all the same."""

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__("; ".join(str(each.kind) for each in objections))
        self.objections = objections


@dataclass(frozen=True)
class Mandate:
    """On what terms somebody is seated. ``despite``: why, where a rule speaks against it."""

    starts_on: date
    ends_on: date | None = None
    role: str = ""
    is_public: bool = False
    counts: bool = True
    despite: str = ""
    area: Area | None = None
    about: Answers = field(default_factory=dict)


@action
def seat_member(
    *, by: Actor, seat: Seat, mandate: Mandate, person: Person | None = None, name: str = ""
) -> Term:
    """Somebody who did not apply here holds the seat: ``person``, who sat here before, or a new ``name``.

    Raises :class:`SeatHeld`, and :class:`RulesSpeakAgainst` unless the mandate says why all the same.
    """
    require(by, may_run(by, seat.council.organization_id, seat.council.area_ids()))
    if person is None:
        held_by = seat.council.organization
        person = name_person(by=by, name=name, held_by=held_by, area=mandate.area)
    return take_seat(by, seat, person, mandate)


@action
def change_term(*, by: Actor, term: Term, role: str, is_public: bool, ends_on: date | None) -> Term:
    """The office, the planned end, or whether the name is published, is put right."""
    require(by, may_run(by, term.seat.council.organization_id, term.seat.council.area_ids()))
    wanted = {"role": role, "is_public": is_public, "ends_on": ends_on}
    changed = [name for name, value in wanted.items() if getattr(term, name) != value]
    if not changed:
        return Unchanged(term)  # type: ignore[return-value]
    Term.objects.filter(pk=term.pk).update(**wanted)
    term.refresh_from_db()
    record(by, "councils.term.changed", term, fields=changed)
    emit("councils.changed", council_id=str(term.seat.council_id))
    return term


@action
def end_term(*, by: Actor, term: Term, ending: str, day: date) -> Term:
    """Somebody leaves their seat on ``day``, and it is free. Only people end a term, for a reason."""
    require(by, may_run(by, term.seat.council.organization_id, term.seat.council.area_ids()))
    if term.ended_on is not None:
        return Unchanged(term)  # type: ignore[return-value]
    _end(term, ending, max(day, term.starts_on))
    record(by, "councils.term.ended", term, term.seat, fields=["ended_on", "ending"], why=ending)
    emit("councils.changed", council_id=str(term.seat.council_id))
    return term


@action
def note_attendance(*, by: Actor, council: Council, met_on: date, states: Mapping[Term, str]) -> int:
    """Who came to the meeting of a day; a later note replaces an earlier one. Returns how many rows."""
    require(by, may_run(by, council.organization_id, council.area_ids()))
    rows = [
        Attendance(term=term, met_on=met_on, state=state)
        for term, state in states.items()
        if term.seat.council_id == council.pk
    ]
    Attendance.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["term", "met_on"], update_fields=["state"]
    )
    record(by, "councils.attendance.noted", council, fields=["state"], why=met_on.isoformat())
    return len(rows)


def take_seat(
    by: Actor, seat: Seat, person: Person, mandate: Mandate, application: Application | None = None
) -> Term:
    """The term of somebody who takes a seat, within the caller's action. Who held over, leaves."""
    council = Council.objects.select_for_update().get(pk=seat.council_id)
    before = Term.objects.standing().filter(seat=seat).first()
    if seat.closed_on or (before and not before.is_over(mandate.starts_on)):
        raise SeatHeld
    against = objections_to(seat, person, mandate.starts_on)
    if against and not mandate.despite.strip():
        raise RulesSpeakAgainst(against)
    if before:
        _end(before, Term.Ending.OVER, mandate.starts_on)
    columns: dict[str, Any] = {**vars(mandate), "despite": mandate.despite if against else ""}
    term = Term.objects.create(seat=seat, person=person, application=application, **columns)
    Seat.objects.filter(pk=seat.pk).update(announced_at=None)
    record(
        by,
        "councils.term.began",
        term,
        seat,
        *([application] if application else []),
        why=term.despite,
        fields=[str(each.kind) for each in against],
    )
    emit("councils.changed", council_id=str(council.pk))
    return term


def _end(term: Term, ending: str, day: date) -> None:
    term.ended_on, term.ending = day, ending
    term.save(update_fields=["ended_on", "ending"])
