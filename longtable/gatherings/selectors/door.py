"""Who is expected at the door, who has come, and whether there is room for somebody who did not sign up."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum
from django.utils import timezone

from longtable.capacity.models import Place
from longtable.core.access import Actor, Missing, Permission
from longtable.core.ids import read_code, show_code
from longtable.core.models import Receipt
from longtable.core.secrets import token_hash
from longtable.gatherings.badges import badge_code, badge_hash
from longtable.gatherings.models import Attendance, Attendee, Gathering, Registration, Session
from longtable.gatherings.models.registrations import STANDING
from longtable.methods.webinars.tables import plain_letters as plain

LATEST = 8
"""People who came last, shown so that a mistake is undone at once."""


@dataclass(frozen=True)
class Guest:
    """One person at the door. ``came``: the row that says they are here."""

    attendee: Attendee
    came: Attendance | None

    @property
    def name(self) -> str:
        """Empty where they gave none."""
        return self.attendee.person.name if self.attendee.person else ""

    @property
    def code(self) -> str:
        """The code of their badge, as it is read aloud: ``K7QM-2XWT-9A``."""
        registration = self.attendee.registration
        return show_code(badge_code(registration.form_key, self.attendee.number))


@dataclass(frozen=True)
class Group:
    """Those who come with one registration."""

    registration: Registration
    guests: list[Guest]

    @property
    def has_place(self) -> bool:
        """Whether a place is theirs; who waits in line comes in only if staff say so."""
        return self.registration.state == Registration.State.CONFIRMED

    @property
    def missing(self) -> list[Guest]:
        """Those who have not come yet."""
        return [guest for guest in self.guests if guest.came is None]

    @property
    def name(self) -> str:
        """By what staff call it: who signed up, or the organisation."""
        named = next((guest.name for guest in self.guests if guest.name), "")
        return named or self.registration.group_name


@dataclass(frozen=True)
class Door:
    """Numbers of one door. ``free``: places for walk-ins; ``None`` where anybody can come."""

    expected: int
    came: int
    walked_in: int
    free: int | None
    latest: list[Attendance]


def door_of(gathering: Gathering) -> Door:
    """How it stands at the door. The same few queries for any number of people."""
    standing = gathering.registrations.filter(state=Registration.State.CONFIRMED, is_online=False)
    there = here(gathering)
    rows = there.select_related("attendee__person", "attendee__registration", "area")
    return Door(
        expected=standing.aggregate(total=Sum("party_size"))["total"] or 0,
        came=there.count(),
        walked_in=there.filter(source=Attendance.Source.WALK_IN).count(),
        free=free_places(gathering),
        latest=list(rows.order_by("-created_at")[:LATEST]),
    )


def here(gathering: Gathering) -> QuerySet[Attendance]:
    """Who came to the room, each once."""
    return gathering.attendance.filter(is_online=False).exclude(match=Attendance.Match.AGAIN)


def groups_at(gathering: Gathering, look_for: str = "") -> list[Group]:
    """Who signed up and may come in person, by name; found by name, organisation or contact.

    Names are encrypted: they are compared here, in one gathering alone. Without ``look_for``: those who have
    a place, for the list on paper.
    """
    rows = gathering.registrations.select_related("contact")
    if look_for:
        rows = rows.filter(state__in=STANDING)
    else:
        rows = rows.filter(state=Registration.State.CONFIRMED, is_online=False)
    wanted = plain(look_for).strip()
    found = [group for group in _groups(rows) if not wanted or wanted in _findable(group)]
    return sorted(found, key=lambda group: _by_last_name(group.name))


def others_here(gathering: Gathering, look_for: str) -> list[Attendance]:
    """Who came without having signed up and gave a name like this."""
    wanted = plain(look_for).strip()
    rows = here(gathering).filter(attendee=None).order_by("created_at")
    return [row for row in rows if wanted and wanted in plain(row.shown_name)]


def group_of(gathering: Gathering, registration_id: UUID) -> Group:
    """One of them, also where it was taken back: then staff are told. Raises ``Missing``."""
    rows = gathering.registrations.select_related("contact").filter(pk=registration_id)
    if found := _groups(rows):
        found[0].registration.gathering = gathering
        return found[0]
    raise Missing(f"No registration {registration_id}")


def found_by_code(actor: Actor, typed: str, gathering: Gathering | None = None) -> Attendee:
    """Whose code this is: that of a badge, or that of the message they got when they signed up.

    Of a registration that was sent again, whoever holds the place. Raises ``Missing``, also outside the
    actor's scope.
    """
    code = read_code(typed)
    if code is None:
        raise Missing("No code")
    mine = Gathering.objects.in_scope(actor, Permission.REGISTER_FOR_OTHERS)
    rows = Attendee.objects.filter(registration__gathering__in=mine.values("pk"))
    if gathering:
        rows = rows.filter(registration__gathering=gathering)
    rows = rows.select_related("person", "registration__gathering", "registration__first")
    found = rows.filter(badge_hash=badge_hash(code)).first()
    if found is None:
        receipt = Receipt.objects.filter(code_hash=token_hash(code), withdrawn_at=None)
        found = rows.filter(registration__receipt__in=receipt.values("pk")).order_by("number").first()
    if found and found.registration.first_id:
        found = rows.filter(registration=found.registration.first_id).order_by("number").first()
    if found is None:
        raise Missing("Nobody has this code")
    return found


def attendance_for(gathering: Gathering, attendance_id: UUID) -> Attendance:
    """That one person was there. Raises ``Missing``."""
    rows = gathering.attendance.select_related("attendee__person", "attendee__registration")
    if found := rows.filter(pk=attendance_id).first():
        found.gathering = gathering
        return found
    raise Missing(f"No attendance {attendance_id}")


def session_at_door(gathering: Gathering) -> Session | None:
    """Whose places a walk-in takes: the session that is on or comes next; ``None``: open to all."""
    agenda = list(gathering.sessions.select_related("pool").filter(pool__isnull=False).order_by("starts_at"))
    now = timezone.now()
    return next((each for each in agenda if each.ends_at > now), agenda[-1] if agenda else None)


def free_places(gathering: Gathering) -> int | None:
    """Places that nobody signed up for, less those in which walk-ins sit; ``None``: open to all."""
    session = session_at_door(gathering)
    if session is None or session.pool is None:
        return None
    walked_in = gathering.attendance.filter(source=Attendance.Source.WALK_IN)
    seated = Place.objects.filter(
        pool=session.pool, state=Place.State.TAKEN, holder__in=walked_in.values("pk")
    )
    return max(session.pool.remaining - (walked_in.count() - seated.count()), 0)


def _groups(rows: QuerySet[Registration]) -> list[Group]:
    attendees = Attendee.objects.select_related("person").order_by("number")
    found = list(rows.prefetch_related(Prefetch("attendees", attendees)))
    came = _came(attendee.pk for each in found for attendee in each.attendees.all())
    groups = []
    for registration in found:
        guests = []
        for attendee in registration.attendees.all():
            attendee.registration = registration
            guests.append(Guest(attendee, came.get(attendee.pk)))
        groups.append(Group(registration, guests))
    return groups


def _came(attendees: Iterable[UUID]) -> dict[UUID, Attendance]:
    rows = Attendance.objects.filter(attendee__in=list(attendees), match=Attendance.Match.SURE)
    return {row.attendee_id: row for row in rows if row.attendee_id}


def _findable(group: Group) -> str:
    words = [*(guest.name for guest in group.guests), group.registration.group_name]
    return plain(" ".join([*words, group.registration.contact.value]))


def _by_last_name(name: str) -> tuple[bool, str, str]:
    folded = plain(name)
    return not folded, folded.rpartition(" ")[2], folded
