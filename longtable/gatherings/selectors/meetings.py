"""Meetings of councils as anybody reads of them: notice of the next ones, minutes of the last."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from longtable.gatherings.models import Gathering, Meeting

REMEMBERED = timedelta(days=2 * 365)
"""How far back the page of a council shows its meetings."""


@dataclass
class Met:
    """Meetings of one council: those to come the next first, those that were the last first."""

    coming: list[Meeting] = field(default_factory=list)
    past: list[Meeting] = field(default_factory=list)


def meetings_of(councils: Iterable[UUID], now: datetime) -> dict[UUID, Met]:
    """Public meetings by council, if there are any. One query."""
    rows = Meeting.objects.filter(
        gathering__council__in=list(councils),
        gathering__in=Gathering.objects.public(),
        gathering__ends_at__gt=now - REMEMBERED,
    )
    found: dict[UUID, Met] = {}
    for meeting in rows.select_related("gathering").order_by("gathering__starts_at"):
        met = found.setdefault(meeting.gathering.council_id, Met())  # type: ignore[arg-type]
        if meeting.gathering.ends_at > now:
            met.coming.append(meeting)
        else:
            met.past.insert(0, meeting)
    return found
