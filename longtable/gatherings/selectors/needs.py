"""Who needs what so that they can take part, by language and session, and what is arranged for them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import get_language_info

from longtable.core.access import Missing
from longtable.core.asked import Asked
from longtable.gatherings.models import Assignment, Attendee, Gathering, NeedMet, Registration, Session
from longtable.gatherings.needs import NEEDS, TO_ARRANGE, words_of
from longtable.gatherings.parties import SIGN_LANGUAGE
from longtable.gatherings.selectors.platform import name_of as name_of_attendee

BY_SESSION = frozenset({"interpreter", "sign_language", "captions"})
"""Needs for which somebody is found session by session; the rest is for the whole gathering."""

Key = tuple[str, str, UUID | None]


@dataclass
class Wanted:
    """People who need the same, of whom no assignment knows yet. ``others``: assignments they could join."""

    need: str
    language: str
    session: Session | None
    people: list[Attendee] = field(default_factory=list)
    others: list[Assignment] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What, in the reader's words."""
        return words_of(self.need, self.language)


@dataclass(frozen=True)
class Needs:
    """``wanted``: to be gathered. ``in_the_room``: for whoever prepares it, need -> how many people."""

    wanted: list[Wanted]
    assignments: list[Assignment]
    in_the_room: list[tuple[str, int]]
    said: list[Attendee]


def needs_of(gathering: Gathering) -> Needs:
    """Of everybody who has a place. The same few queries for any number of people."""
    sessions = list(gathering.sessions.all())
    many = sum(1 for each in sessions if each.pool_id) > 1
    assignments = assignments_of(gathering)
    held = _held(assignments)
    by_id = {each.pk: each for each in sessions}
    wanted: dict[Key, Wanted] = {}
    counts = dict.fromkeys((code for code in NEEDS if code not in TO_ARRANGE and code != "other"), 0)
    said = []
    for attendee in _people(gathering):
        if attendee.needs_words:
            said.append(attendee)
        for need in attendee.needs:
            if need in counts:
                counts[need] += 1
        for key in _keys(attendee, many):
            need, language, session = key
            if (attendee.pk, key) in held or (attendee.pk, (need, language, None)) in held:
                continue
            found = wanted.setdefault(key, Wanted(need, language, by_id.get(session) if session else None))
            found.people.append(attendee)
    for each in wanted.values():
        each.others = [one for one in assignments if _fits(one, each)]
    order = sorted(wanted.values(), key=lambda each: (TO_ARRANGE.index(each.need), each.language))
    room = [(str(NEEDS[code]), count) for code, count in counts.items() if count]
    return Needs(order, assignments, room, said)


def assignments_of(gathering: Gathering) -> list[Assignment]:
    """Everything that is being arranged, with the people whom it is for."""
    people = NeedMet.objects.select_related("attendee__person", "attendee__registration__contact")
    rows = gathering.assignments.select_related("session", "owner")
    found = list(rows.prefetch_related(Prefetch("people", people)))
    for each in found:
        each.gathering = gathering
    return found


def assignment_for(gathering: Gathering, assignment_id: UUID) -> Assignment:
    """One of them. Raises ``Missing``."""
    found = next((each for each in assignments_of(gathering) if each.pk == assignment_id), None)
    if found is None:
        raise Missing(f"No assignment {assignment_id}")
    return found


def attendees_for(gathering: Gathering, ids: Iterable[str]) -> list[Attendee]:
    """Those of the gathering who have a place and stand in ``ids``; whatever else is passed over."""
    wanted = set(ids)
    return [each for each in _people(gathering) if str(each.pk) in wanted]


def arranged_for(registration: Registration) -> list[NeedMet]:
    """What is being arranged for the people of one registration, as they may read it."""
    return _arranged_for(registration=registration.pk)


_arranged_for = Asked(
    lambda registration: (
        NeedMet.objects.filter(attendee__registration=registration)
        .exclude(assignment__state=Assignment.State.DROPPED)
        .select_related("assignment__session", "attendee__person")
        .order_by("attendee__number")
    ),
    registration=UUID,
)


def readers_without_words(assignment: Assignment) -> list[tuple[str, int]]:
    """Languages of people concerned in which its words are missing, and how many read each."""
    if not assignment.words:
        return []
    readers = Counter(
        met.attendee.registration.language for met in assignment.people.all() if met.is_asked_for
    )
    missing = assignment.words.missing(list(readers))
    return [(str(get_language_info(code)["name_translated"]), readers[code]) for code in missing]


def _people(gathering: Gathering) -> list[Attendee]:
    rows = Attendee.objects.filter(
        registration__gathering=gathering, registration__state=Registration.State.CONFIRMED
    )
    rows = rows.select_related("person", "registration__contact").prefetch_related("registration__seats")
    return sorted(
        (each for each in rows if each.needs or each.needs_words), key=lambda each: name_of_attendee(each)
    )


def _keys(attendee: Attendee, many: bool) -> list[Key]:
    keys: list[Key] = []
    for need in attendee.needs:
        if need not in TO_ARRANGE:
            continue
        language = {"interpreter": attendee.interpreter, "sign_language": SIGN_LANGUAGE}.get(need, "")
        if many and need in BY_SESSION:
            seats = attendee.registration.seats.all()
            keys += [(need, language, seat.session_id) for seat in seats if seat.place_id]
        else:
            keys.append((need, language, None))
    return keys


def _held(assignments: Iterable[Assignment]) -> set[tuple[UUID, Key]]:
    return {
        (met.attendee_id, (each.need, each.language, each.session_id))
        for each in assignments
        if each.state != Assignment.State.DROPPED
        for met in each.people.all()
    }


def _fits(assignment: Assignment, wanted: Wanted) -> bool:
    session = wanted.session.pk if wanted.session else None
    same = (assignment.need, assignment.language, assignment.session_id)
    is_open = assignment.state in (
        Assignment.State.WANTED,
        Assignment.State.ASKED,
        Assignment.State.CONFIRMED,
    )
    return is_open and same == (wanted.need, wanted.language, session)
