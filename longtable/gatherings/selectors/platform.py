"""What stands in a file of a webinar tool, held against who signed up."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from longtable.core.access import Missing
from longtable.core.secrets import blind_index
from longtable.gatherings.models import Attendance, Attendee, Gathering, PlatformFile
from longtable.gatherings.models.registrations import RegistrationState
from longtable.methods.webinars import (
    Presence,
    Registered,
    Said,
    Verdict,
    Written,
    decode,
    match,
    read_attendance,
    read_chat,
    read_transcript,
)
from longtable.people.contacts import ContactKind


@dataclass(frozen=True)
class Seen:
    """Somebody in the file. ``attendee``: who they are, or may be. ``known``: their row, if there is one."""

    present: Presence
    attendee: Attendee | None
    verdict: str
    key: str
    known: Attendance | None = None


@dataclass(frozen=True)
class People:
    """Everybody in an attendance file. ``absent``: who signed up with the tool and did not come.

    ``unread``: number and words of each line that holds nobody we could read.
    """

    people: list[Seen]
    absent: int
    unread: Sequence[tuple[int, str]] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each verdict are new, and how many stand there already."""
        found = Counter("there_already" if seen.known else seen.verdict for seen in self.people)
        return {name: found[name] for name in ("sure", "doubtful", "none", "phone", "there_already")}


def files_of(gathering: Gathering) -> QuerySet[PlatformFile]:
    """Files that were brought for a gathering and not put aside, the newest first."""
    rows = gathering.platform_files.select_related("file", "brought_by")
    return rows.exclude(state=PlatformFile.State.PUT_ASIDE)


def file_of(gathering: Gathering, file_id: UUID) -> PlatformFile:
    """One of them. Raises ``Missing``."""
    found = files_of(gathering).filter(pk=file_id).first()
    if found is None:
        raise Missing(f"No file {file_id}")
    found.gathering = gathering
    return found


def content_of(file: PlatformFile) -> str:
    """The words of a file. Raises ``Missing`` when it is not kept any more."""
    if file.file is None:
        raise Missing("The file is gone")
    with default_storage.open(file.file.path) as stream:
        return decode(stream.read())


def seen_in(file: PlatformFile) -> People:
    """Everybody in an attendance file, and whether they signed up."""
    zone = timezone.get_current_timezone()
    day = file.gathering.starts_at.astimezone(zone).date()
    found = read_attendance(content_of(file), zone=zone, day=day)
    if found is None:
        raise Missing("No list of people")
    gathering = file.gathering
    attendees: dict[Hashable, Attendee] = {each.pk: each for each in attendees_of(gathering)}
    keys = [key_of(each) for each in found.people]
    known = {each.key: each for each in gathering.attendance.filter(key__in=keys)}
    taken = set(gathering.attendance.filter(match=Attendance.Match.SURE).values_list("attendee", flat=True))
    signed_up = [registered(each) for each in attendees.values()]
    seen = []
    for present, answer, key in zip(found.people, match(found.people, signed_up), keys, strict=True):
        attendee = attendees.get(answer.key) if answer.key else None
        there = known.get(key)
        if there is None and answer.verdict == Verdict.SURE and attendee and attendee.pk in taken:
            there = gathering.attendance.get(attendee=attendee, match=Attendance.Match.SURE)
        seen.append(Seen(present, attendee, str(answer.verdict), key, there))
    return People(seen, found.absent, found.unread)


def written_in(file: PlatformFile) -> list[Written]:
    """What was written to everybody in a chat or question box."""
    return read_chat(content_of(file))


def said_in(file: PlatformFile) -> list[Said]:
    """What was said, by speaker."""
    return read_transcript(content_of(file))


def doubts_of(gathering: Gathering) -> list[Attendance]:
    """Rows of which a person must say who they are."""
    rows = gathering.attendance.filter(match=Attendance.Match.DOUBTFUL).order_by("came_at", "pk")
    return list(rows.select_related("attendee__person", "attendee__registration__contact"))


def doubt_of(gathering: Gathering, attendance_id: UUID) -> Attendance:
    """One of them. Raises ``Missing``."""
    found = next((each for each in doubts_of(gathering) if each.pk == attendance_id), None)
    if found is None:
        raise Missing(f"No doubt {attendance_id}")
    found.gathering = gathering
    return found


def attendees_of(gathering: Gathering) -> QuerySet[Attendee]:
    """Everybody who signed up and did not take it back, with name and contact."""
    rows = Attendee.objects.filter(registration__gathering=gathering)
    rows = rows.exclude(registration__state=RegistrationState.CANCELLED)
    return rows.select_related("person", "registration__contact", "registration__area")


def key_of(present: Presence) -> str:
    """What tells somebody again in another file: a keyed hash, so that the table tells no name."""
    return blind_index(present.key, purpose="attendance by platform")


def name_of(attendee: Attendee) -> str:
    """How an attendee is called in lists of staff."""
    named = attendee.person.name if attendee.person else attendee.registration.group_name
    return named or f"{attendee.number}"


def registered(attendee: Attendee) -> Registered:
    """As lists of who was there are held against them."""
    contact = attendee.registration.contact
    is_phone = contact.kind == ContactKind.PHONE
    return Registered(
        attendee.pk,
        attendee.person.name if attendee.person else "",
        email="" if is_phone else contact.value,
        phone=contact.value if is_phone else "",
    )


def unseen(gathering: Gathering, attendees: Iterable[Attendee]) -> list[Attendee]:
    """Those of whom no list says yet that they were there."""
    came = set(gathering.attendance.filter(match=Attendance.Match.SURE).values_list("attendee", flat=True))
    return [each for each in attendees if each.pk not in came]
