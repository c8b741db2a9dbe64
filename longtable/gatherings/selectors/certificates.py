"""Numbers of certificates of attendance: printed on each, and good for whoever is shown one."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from longtable.core.ids import code_from, read_code, show_code
from longtable.core.secrets import derive
from longtable.gatherings.models import Attendance, Gathering

HELD = (Gathering.State.PUBLISHED, Gathering.State.HELD)


@dataclass(frozen=True)
class Certificate:
    """What a checked number says, and no more. ``initials``: ``A. R.`` of Ana Reyes."""

    gathering: Gathering
    initials: str
    hours: float


def number_of(attendance: Attendance) -> str:
    """The number on somebody's certificate: ``K7QM-2XWT-9A``. It follows from the row; nothing is stored."""
    return show_code(_code(attendance.pk))


def certificate_by_number(slug: str, typed: str) -> Certificate | None:
    """The certificate that was meant, if it is good: the gathering is over, and they were there.

    Taken back at the door, erased, of another gathering or made up: ``None``, and nobody learns which.
    """
    code = read_code(typed)
    found = Gathering.objects.filter(slug=slug, state__in=HELD, ends_at__lte=timezone.now())
    gathering = found.select_related("organization", "location").first()
    if gathering is None or code is None:
        return None
    rows = gathering.attendance.exclude(match=Attendance.Match.AGAIN)
    key = next((key for key in rows.values_list("pk", flat=True) if _code(key) == code), None)
    there = rows.select_related("attendee__person").filter(pk=key).first() if key else None
    name = name_on(there) if there else ""
    if not name:
        return None
    return Certificate(gathering, initials_of(name), hours_of(gathering))


def name_on(attendance: Attendance) -> str:
    """The name that stands on a certificate; empty where none was given, and there is none."""
    person = attendance.attendee.person if attendance.attendee else None
    return person.name if person else attendance.shown_name


def hours_of(gathering: Gathering) -> float:
    """How long it was, in hours."""
    return (gathering.ends_at - gathering.starts_at).total_seconds() / 3600


def initials_of(name: str) -> str:
    """First letters of the first and the last word."""
    words = name.split()
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return " ".join(f"{word[0].upper()}." for word in ends)


def _code(key: UUID) -> str:
    return code_from(derive(key.hex, purpose="certificate of attendance"))
