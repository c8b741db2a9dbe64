"""At the door: people are checked in once, walk-ins find a place, and a mistake is undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from longtable.capacity import actions as capacity
from longtable.capacity.errors import NoPlace
from longtable.capacity.models import Place
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.secrets import blind_index
from longtable.gatherings.models import Attendance, Attendee, Gathering, Registration
from longtable.gatherings.policies import AROUND, may_see_to, may_work_at_door
from longtable.gatherings.selectors.door import free_places, session_at_door
from longtable.places.models import Area

Source, Match = Attendance.Source, Attendance.Match
ANYWAY = "let in although no place was free"


class NotOpenYet(Exception):
    """The door opens a day before the gathering begins."""


class NoRoom(Exception):
    """``free`` places are left, and more people stand at the door."""

    def __init__(self, free: int) -> None:
        super().__init__(f"{free} places are free")
        self.free = free


@dataclass(frozen=True)
class WalkIn:
    """People who came without signing up; whoever they are, only how many is needed."""

    people: int = 1
    name: str = ""
    area: Area | None = None
    language: str = ""
    role: str = ""


@action
def check_in(
    *, by: Actor, gathering: Gathering, attendees: Sequence[Attendee], anyway: bool = False
) -> list[Attendance]:
    """They are here. Scanned twice, or on two devices at once, each counts once.

    ``anyway``: staff let somebody in who waits in line or took it back, and that is written down. Returns who
    was not here before. Raises :class:`NotOpenYet` and :class:`NoRoom`.
    """
    require(by, may_see_to(by, gathering, attendees))
    _alone(gathering)
    confirmed = Registration.State.CONFIRMED
    is_over_full = any(each.registration.state != confirmed for each in attendees)
    if is_over_full and not anyway:
        raise NoRoom(free_places(gathering) or 0)
    known = Attendance.objects.filter(attendee__in=attendees, match=Match.SURE)
    here = set(known.values_list("attendee", flat=True))
    fresh = [_arrived(by, gathering, each) for each in attendees if each.pk not in here]
    if not fresh:
        return Unchanged([])  # type: ignore[return-value]
    Attendance.objects.bulk_create(fresh)
    why = ANYWAY if is_over_full else ""
    record(by, "gatherings.attendance.checked_in", gathering, *fresh, why=why)
    return fresh


@action
def walk_in(
    *, by: Actor, gathering: Gathering, who: WalkIn, form_key: UUID, anyway: bool = False
) -> list[Attendance]:
    """They did not sign up and take places that are free; sent twice with one ``form_key`` they count once.

    ``anyway``: staff let them in although nothing is free, and that is written down. Raises :class:`NoRoom`
    and :class:`NotOpenYet`.
    """
    require(by, may_work_at_door(by, gathering))
    _alone(gathering)
    keys = [blind_index(f"{form_key} {each}", purpose="walk-in") for each in range(who.people)]
    there = list(gathering.attendance.filter(key__in=keys))
    if there:
        return Unchanged(there)  # type: ignore[return-value]
    free = free_places(gathering)
    is_over_full = free is not None and free < who.people
    if is_over_full and not anyway:
        raise NoRoom(free or 0)
    fresh = [_walked_in(by, gathering, who, key, is_first=number == 0) for number, key in enumerate(keys)]
    Attendance.objects.bulk_create(fresh)
    if not is_over_full:
        _seat(by, gathering, fresh)
    why = ANYWAY if is_over_full else ""
    record(by, "gatherings.attendance.walked_in", gathering, *fresh, why=why)
    return fresh


@action
def undo_check_in(*, by: Actor, attendance: Attendance) -> None:
    """It was somebody else, or a mistake: they are not here, and a walk-in's place is free again."""
    require(by, may_work_at_door(by, attendance.gathering))
    place = Place.objects.filter(holder=attendance.pk, state=Place.State.TAKEN).select_related("pool").first()
    if place:
        capacity.give_back(by=by, place=place, now=timezone.now())
    record(by, "gatherings.attendance.undone", attendance, attendance.gathering)
    attendance.delete()


def key_at_door(attendee: Attendee) -> str:
    """What keeps a second device from checking somebody in once more."""
    return blind_index(str(attendee.pk), purpose="attendance at the door")


def _alone(gathering: Gathering) -> None:
    """One device at a time for one door. Raises :class:`NotOpenYet`."""
    if timezone.now() < gathering.starts_at - AROUND:
        raise NotOpenYet
    Gathering.objects.one_at_a_time(gathering.pk)


def _seat(by: Actor, gathering: Gathering, fresh: Sequence[Attendance]) -> None:
    """While people can still sign up, walk-ins take places from them; afterwards counting is enough."""
    session = session_at_door(gathering)
    if session is None or session.pool is None:
        return
    for attendance in fresh:
        try:
            with transaction.atomic():
                capacity.take(by=by, holder=attendance.pk, wanted={session.pool: 1}, now=timezone.now())
        except NoPlace:
            return  # sign-up is over, or places are drawn


def _arrived(by: Actor, gathering: Gathering, attendee: Attendee) -> Attendance:
    return Attendance(
        gathering=gathering,
        attendee=attendee,
        source=Source.DOOR,
        match=Match.SURE,
        key=key_at_door(attendee),
        area_id=attendee.registration.area_id,
        language=attendee.registration.language,
        about=attendee.about,
        came_at=timezone.now(),
        noted_by_id=UUID(by.id) if by.is_member else None,
    )


def _walked_in(by: Actor, gathering: Gathering, who: WalkIn, key: str, *, is_first: bool) -> Attendance:
    return Attendance(
        gathering=gathering,
        source=Source.WALK_IN,
        match=Match.NONE,
        shown_name=who.name if is_first else "",
        key=key,
        area=who.area,
        language=who.language,
        role=who.role,
        came_at=timezone.now(),
        noted_by_id=UUID(by.id) if by.is_member else None,
    )
