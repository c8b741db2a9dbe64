"""Giving a party its places, or a place in line; and what it would get, for one who is there already."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from longtable.capacity import actions as capacity
from longtable.capacity.counter import order
from longtable.capacity.errors import Full
from longtable.capacity.models import Hold, Place, Pool
from longtable.capacity.selectors import position
from longtable.core import rows
from longtable.core.access import Actor
from longtable.gatherings.models import Registration, Seat, Session
from longtable.gatherings.parties import household


@dataclass(frozen=True)
class Line:
    """``waits``: where there are not enough places the party stands in line. ``is_together``: it takes all
    places or none. ``stratum``: the group within which it is drawn, where places are drawn."""

    waits: bool = False
    is_together: bool = True
    stratum: str = ""


NO_LINE = Line()


def state_at_first(sessions: Sequence[Session]) -> str:
    """How a registration for these begins, if there is room."""
    drawn = any(session.pool and session.pool.mode == Pool.Mode.DRAWN for session in sessions)
    return Registration.State.IN_DRAWING if drawn else Registration.State.CONFIRMED


def seat(
    by: Actor,
    registration: Registration,
    sessions: Sequence[Session],
    hold: Hold | None,
    line: Line,
    now: datetime,
) -> None:
    """Places in every session; or a place in line, where the line allows it or a drawing wants it."""
    drawn = [each for each in sessions if _pool(each).mode == Pool.Mode.DRAWN]
    in_turn = [each for each in sessions if each not in drawn]
    in_turn.sort(key=lambda each: order(_pool(each)))  # as everybody locks them, or two wait for each other
    in_line = [_stand(by, registration, each, line, now) for each in drawn]
    if not line.waits or (hold and hold.is_live(now)):
        if in_turn:
            _take(by, registration, in_turn, hold, now)
    else:
        for each in in_turn:
            try:
                with transaction.atomic():
                    _take(by, registration, [each], None, now)
            except Full:
                in_line.append(_stand(by, registration, each, line, now))
        if in_turn and len(in_line) == len(sessions):
            Registration.objects.filter(pk=registration.pk).update(state=Registration.State.WAITING)
            registration.state = Registration.State.WAITING
    rows.insert(*in_line)


def as_if_new(
    by: Actor,
    registration: Registration,
    sessions: Sequence[Session],
    hold: Hold | None,
    line: Line,
    now: datetime,
) -> dict[str, Any]:
    """What somebody new would get in this moment, or its refusal: tried out, and undone."""
    tried = copy(registration)
    tried.state = state_at_first(sessions)
    tried.who = household(f"{registration.pk}")  # the household itself may stand in line
    with transaction.atomic():
        seat(by, tried, sessions, hold, line, now)
        chairs = [
            {
                "session": str(seat.session_id),
                "size": seat.place.size if seat.place else 0,
                "position": position(seat.entry) if seat.entry else None,
            }
            for seat in tried.seats.select_related("place", "entry__pool").order_by("session__starts_at")
        ]
        transaction.set_rollback(True)
    return {"state": tried.state, "chairs": chairs}


def places_wanted(sessions: Sequence[Session], size: int) -> dict[Pool, int]:
    """So many places in each session in which they are given in turn."""
    return {_pool(each): size for each in sessions if _pool(each).mode == Pool.Mode.IN_TURN}


def _pool(session: Session) -> Pool:
    assert session.pool is not None, "one cannot sign up for this session"
    return session.pool


def _take(
    by: Actor, registration: Registration, sessions: Sequence[Session], hold: Hold | None, now: datetime
) -> None:
    """Places for the whole party in each of these, or :class:`Full`."""
    capacity.take(
        by=by,
        holder=registration.pk,
        now=now,
        hold=hold,
        wanted={_pool(each): registration.party_size for each in sessions},
        beside=lambda places: _seats(registration, sessions, places),
    )


def _seats(registration: Registration, sessions: Sequence[Session], places: Sequence[Place]) -> list[Seat]:
    of_pool = {place.pool_id: place for place in places}
    return [Seat(registration=registration, session=each, place=of_pool[_pool(each).pk]) for each in sessions]


def _stand(by: Actor, registration: Registration, session: Session, line: Line, now: datetime) -> Seat:
    entry = capacity.stand_in_line(
        by=by,
        pool=_pool(session),
        holder=registration.pk,
        who=registration.who,
        size=registration.party_size,
        is_together=line.is_together,
        now=now,
        stratum=line.stratum,
    )
    return Seat(registration=registration, session=session, entry=entry)
