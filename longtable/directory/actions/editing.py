"""Changing an entry, field by field: live at once or looked at first, with its history and a way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from longtable.accounts.models import Organization
from longtable.core.access import Actor, action, require
from longtable.core.access.guard import Unchanged
from longtable.core.audit import record
from longtable.core.ids import uuid7
from longtable.directory import rows, work
from longtable.directory.actions.applying import Meanwhile, apply, lock, reverse, standing_on
from longtable.directory.actions.planning import Edit, field_change, planned, said_by
from longtable.directory.models import Change, Merge, OrganizationEntry, Service
from longtable.directory.policies import is_looked_at_first, may_keep, may_review, may_start_entry

__all__ = [
    "Edit",
    "Overtaken",
    "Saved",
    "StandsOn",
    "change_entry",
    "overtake",
    "publish",
    "said_by",
    "start_entry",
    "undo",
    "unpublish",
]


@dataclass(frozen=True)
class Saved:
    """What became of a set of edits: what shows now, and what somebody looks at first."""

    set: UUID
    live: list[Change]
    waiting: list[Change]


class Overtaken(Exception):
    """Somebody else changed the same fields since the form was opened. Nothing was saved."""

    def __init__(self, meanwhile: list[Meanwhile]) -> None:
        super().__init__("; ".join(str(each) for each in meanwhile))
        self.meanwhile = meanwhile


class StandsOn(Exception):
    """Something newer stands on what should be undone. Nothing was changed."""

    def __init__(self, newer: list[Meanwhile]) -> None:
        super().__init__("; ".join(str(each) for each in newer))
        self.newer = newer


@action
def start_entry(*, by: Actor, organization: Organization) -> OrganizationEntry:
    """An organisation that is not in the directory yet begins its entry, as a draft that nobody reads."""
    require(by, may_start_entry(by, organization_id=organization.pk))
    entry, made = OrganizationEntry.objects.get_or_create(
        organization=organization, defaults={"changed_at": timezone.now()}
    )
    if not made:
        return Unchanged(entry)  # type: ignore[return-value]
    record(by, "directory.entry.started", entry)
    return entry


@action
def change_entry(*, by: Actor, entry: OrganizationEntry, edits: Sequence[Edit], reason: str = "") -> Saved:
    """What readers find about an organisation changes, or waits until somebody has looked at it.

    All edits are one set: they are seen, decided and undone together. Fields that are sent as they stand
    change nothing. Raises ``Missing`` for a row of another entry and :class:`Overtaken`.
    """
    require(by, may_keep(by, entry_id=entry.pk, area_id=entry.area_id))
    entry = lock(entry)
    meanwhile: list[Meanwhile] = []
    born = {(edit.table, edit.row_id) for edit in edits if edit.is_new}
    changes = [change for edit in edits for change in planned(by, entry, edit, born, meanwhile)]
    if meanwhile:
        raise Overtaken(meanwhile)
    if not changes:
        return Unchanged(Saved(uuid7(), [], []))  # type: ignore[return-value]
    return _send(by, entry, changes, reason)


@action
def publish(*, by: Actor, entry: OrganizationEntry, service: Service) -> Saved:
    """Anybody can find the service now; or soon, when nobody outside has looked at this entry yet."""
    require(by, may_keep(by, entry_id=entry.pk, area_id=entry.area_id))
    entry = lock(entry)
    row = rows.row_of(entry, "service", service.pk)
    now = timezone.now()
    changes = [
        field_change(by, entry, table, each, "published_at", now.isoformat())
        for table, each in (("organization", entry), ("service", row))
        if each.published_at is None
    ]
    if not changes:
        return Unchanged(Saved(uuid7(), [], []))  # type: ignore[return-value]
    return _send(by, entry, changes, "")


@action
def unpublish(*, by: Actor, entry: OrganizationEntry, service: Service, reason: str) -> Saved:
    """Nobody finds the service any longer; the entry's history says why."""
    require(by, may_keep(by, entry_id=entry.pk, area_id=entry.area_id))
    entry = lock(entry)
    row = rows.row_of(entry, "service", service.pk)
    if row.published_at is None:
        return Unchanged(Saved(uuid7(), [], []))  # type: ignore[return-value]
    return _send(by, entry, [field_change(by, entry, "service", row, "published_at", None)], reason)


@action
def undo(*, by: Actor, entry: OrganizationEntry, set_id: UUID, reason: str = "") -> list[Change]:
    """A set of changes is taken back: every field is again what it was.

    Raises :class:`StandsOn`, field by field, where something newer stands on it. What somebody else
    has to look at first cannot be undone by those who may not decide about it: they send it anew.
    """
    require(by, may_keep(by, entry_id=entry.pk, area_id=entry.area_id))
    entry = lock(entry)
    changes = list(Change.objects.filter(entry=entry, set=set_id, state=Change.State.LIVE).order_by("-id"))
    if not changes:
        return Unchanged([])  # type: ignore[return-value]
    decides = may_review(by, entry_id=entry.pk, area_id=entry.area_id)
    require(by, decides or not any(_waits(entry, each, each.previous_value) for each in changes))
    is_merge = Merge.objects.filter(pk=set_id, undone_at=None).exists()
    require(by, not is_merge, "What came with a merge is taken back with the whole of it")
    if newer := [found for change in changes if (found := standing_on(change))]:
        raise StandsOn(newer)
    place = rows.Place()
    for change in changes:
        place |= reverse(entry, change)
    place.touch()
    now = timezone.now()
    Change.objects.filter(pk__in=[change.pk for change in changes]).update(
        state=Change.State.UNDONE, settled_at=now, settled_by=said_by(by), reason=reason[:500]
    )
    record(by, "directory.change.undone", entry, fields=_names(changes), why=reason)
    return changes


# --- What becomes of it ----------------------------------------------------------------------------


def _send(by: Actor, entry: OrganizationEntry, changes: list[Change], reason: str) -> Saved:
    """Keep the changes as one set; apply what shows at once, and put the rest before whoever decides."""
    set_id, now, place = uuid7(), timezone.now(), rows.Place()
    decides = may_review(by, entry_id=entry.pk, area_id=entry.area_id)
    live, waiting = [], []
    for change in changes:
        change.set, change.reason = set_id, reason[:500]
        if not decides and _waits(entry, change, change.replacement_value):
            change.state = Change.State.WAITING
            waiting.append(change)
        else:
            change.state, change.settled_at, change.settled_by = Change.State.LIVE, now, said_by(by)
            place |= apply(entry, change)
            live.append(change)
    overtake(waiting)
    Change.objects.bulk_create(changes)
    place.touch()
    if decides and entry.reviewed_at is None and any(each.field_name == "published_at" for each in live):
        OrganizationEntry.objects.filter(pk=entry.pk).update(reviewed_at=now)
    if waiting:
        work.ask_for_review(by, entry, set_id)
    record(by, "directory.entry.changed", entry, fields=_names(changes), why=reason)
    return Saved(set_id, live, waiting)


def overtake(waiting: Sequence[Change]) -> None:
    """What waited before for the same fields is replaced by what is sent now."""
    for change in waiting:
        Change.objects.waiting().filter(
            entry=change.entry,
            resource_id=change.resource_id,
            field_name=change.field_name,
            action=change.action,
        ).update(state=Change.State.DECLINED, settled_at=change.said_at, settled_by=change.said_by)


def _waits(entry: OrganizationEntry, change: Change, value: Any) -> bool:
    return is_looked_at_first(
        change.resource_type,
        change.field_name,
        value,
        has_readers=_has_readers(entry, change),
        is_known=entry.reviewed_at is not None,
    )


def _has_readers(entry: OrganizationEntry, change: Change) -> bool:
    """Whether anybody can read the row; of a service's row, whether the service is published."""
    if entry.published_at is None:
        return False
    values = change.replacement_value or change.previous_value
    service = change.resource_id if change.resource_type == "service" else None
    if service is None and isinstance(values, dict):
        service = values.get("service")
    if service is None:
        return True
    return Service.objects.filter(pk=service, published_at__isnull=False).exists()


def _names(changes: Sequence[Change]) -> list[str]:
    return sorted({f"{each.resource_type}.{each.field_name or each.action}" for each in changes})
