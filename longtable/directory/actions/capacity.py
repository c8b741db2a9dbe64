"""Saying whether a service can take people, until when that holds, and what was said before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.directory import rows
from longtable.directory.actions.applying import lock, words_of
from longtable.directory.actions.editing import said_by
from longtable.directory.actions.indexing import touch
from longtable.directory.models import Ask, OrganizationEntry, Service, ServiceCapacity, Unit
from longtable.directory.policies import may_answer_by_link, may_keep

HOLDS = timedelta(days=7)
"""How long a saying is believed when nobody chose another end."""

LONGEST = timedelta(days=90)
"""A saying that holds longer would be believed by nobody who stands before a closed door."""

TWICE = timedelta(seconds=10)
"""The same said again within this time is a second tap of the same finger."""


@dataclass(frozen=True)
class Saying:
    """What is said of a service: ``available`` and ``maximum`` are counts of ``unit`` (beds, boxes)."""

    state: str
    until: datetime | None = None
    available: float | None = None
    maximum: float | None = None
    unit: str = ""
    description: str = ""
    remind: bool | None = None


@action
def say_capacity(*, by: Actor, service: Service, saying: Saying) -> ServiceCapacity:
    """People who look for help see whether this service takes them, until the saying runs out.

    What was said before stands in the history. Said twice by a double tap, it is said once.
    """
    require(by, _may_keep(by, service.provider))
    entry = OrganizationEntry.objects.get(services=service)
    return _say(by, entry, service, saying)


@action
def say_capacity_by_link(*, by: Actor, ask: Ask, service: Service, saying: Saying) -> ServiceCapacity:
    """The same by the link that an organisation was sent: at once, because it would be old after a review."""
    require(
        by,
        may_answer_by_link(
            by, ask_id=ask.pk, closed_at=ask.closed_at, expires_at=ask.expires_at, now=timezone.now()
        ),
    )
    return _say(by, ask.entry, service, saying)


def _may_keep(by: Actor, entry: OrganizationEntry | None) -> bool:
    return entry is not None and may_keep(by, entry_id=entry.pk, area_id=entry.area_id)


def _say(by: Actor, entry: OrganizationEntry, service: Service, saying: Saying) -> ServiceCapacity:
    entry = lock(entry)
    row = rows.row_of(entry, "service", service.pk)
    now = timezone.now()
    until = min(saying.until or now + HOLDS, now + LONGEST)
    standing = ServiceCapacity.objects.filter(service=row, replaced_at=None)
    before = standing.order_by("-updated_at").first()
    if before and now - before.updated_at < TWICE and _is_same(before, saying):
        return Unchanged(before)  # type: ignore[return-value]
    standing.update(replaced_at=now)
    said = ServiceCapacity.objects.create(
        service=row,
        state=saying.state,
        unit=_unit(saying.unit),
        available=saying.available,
        maximum=saying.maximum,
        description=saying.description[:500],
        updated_at=now,
        expires_at=until,
        said_by=said_by(by),
        said_for=words_of(by, entry)[:200],
        remind=before.remind if saying.remind is None and before else bool(saying.remind),
    )
    touch(service_ids=[row.pk])
    record(by, "directory.capacity.said", row, said, fields=["state", "expires_at"])
    return said


def _is_same(before: ServiceCapacity, saying: Saying) -> bool:
    unit = before.unit.name if before.unit else ""
    told = (saying.state, saying.available, saying.maximum, saying.unit, saying.description)
    return told == (before.state, before.available, before.maximum, unit, before.description)


def _unit(name: str) -> Unit | None:
    """What is counted, known by its name or new."""
    if not name.strip():
        return None
    return Unit.objects.filter(name__iexact=name.strip()).first() or Unit.objects.create(name=name.strip())
